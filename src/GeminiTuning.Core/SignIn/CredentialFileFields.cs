using System.Text.Json;

namespace GeminiTuning;

/// <summary>What makes a file of each kind.</summary>
static class CredentialFileFields
{
    /// <summary>The fields that name where something is sent.</summary>
    public static readonly string[] Addresses = ["token_uri", "auth_uri", "token_url", "service_account_impersonation_url"];

    /// <summary>The fields that nothing may show. Of a private key, it is known by its looks.</summary>
    public static readonly string[] Secrets = ["client_secret", "refresh_token"];

    static readonly string[] s_unsupportedSources = ["executable", "certificate"];

    public static CredentialFileKind? KindOf(JsonElement content) => content.ValueKind != JsonValueKind.Object ? null : Type(content) switch
    {
        "authorized_user" => CredentialFileKind.AuthorizedUser,
        "service_account" => CredentialFileKind.ServiceAccount,
        "external_account" => CredentialFileKind.ExternalAccount,
        "external_account_authorized_user" => CredentialFileKind.ExternalAccountUser,
        "impersonated_service_account" => CredentialFileKind.ImpersonatedServiceAccount,
        null when Has(content, "installed") => CredentialFileKind.ClientSecret,
        null when Has(content, "web") => CredentialFileKind.WebClientSecret,
        _ => null,
    };

    public static JsonElement BodyOf(CredentialFileKind kind, JsonElement content) => kind switch
    {
        CredentialFileKind.ClientSecret => content.GetProperty("installed"),
        CredentialFileKind.WebClientSecret => content.GetProperty("web"),
        _ => content,
    };

    public static string[] Required(CredentialFileKind kind) => kind switch
    {
        CredentialFileKind.AuthorizedUser => ["client_id", "client_secret", "refresh_token"],
        CredentialFileKind.ServiceAccount => ["client_email", "private_key"],
        CredentialFileKind.ExternalAccount => ["audience", "subject_token_type", "token_url", "credential_source"],
        CredentialFileKind.ExternalAccountUser => ["client_id", "client_secret", "refresh_token", "token_url"],
        CredentialFileKind.ImpersonatedServiceAccount => ["service_account_impersonation_url", "source_credentials"],
        _ => ["client_id", "client_secret"],
    };

    /// <summary>The kind of a federation's token source that isn't supported: a program to run, or a client certificate; null for others.</summary>
    public static string? UnsupportedSource(JsonElement content) =>
        !content.TryGetProperty("credential_source", out var source) || source.ValueKind != JsonValueKind.Object ? null
        : s_unsupportedSources.FirstOrDefault(kind => source.TryGetProperty(kind, out _));

    /// <summary>The universe domain that a credential, or the one inside it, is for; null if it names none.</summary>
    public static string? Universe(JsonElement content) =>
        TextOf(content, "universe_domain") ?? (content.TryGetProperty("source_credentials", out var inner) && inner.ValueKind == JsonValueKind.Object ? TextOf(inner, "universe_domain") : null);

    /// <summary>What a file is that is of no kind that is known.</summary>
    public static string DescribeOther(JsonElement content) => content.ValueKind switch
    {
        // A type is a word; whatever else stands there is not shown.
        JsonValueKind.Object when Type(content) is { Length: <= 50 } type && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') =>
            Messages.JsonOfOtherType(type),
        JsonValueKind.Object => Messages.JsonOfNoTool,
        var kind => Messages.JsonNoCredential(kind),
    };

    static string? Type(JsonElement content) => TextOf(content, "type");

    static string? TextOf(JsonElement content, string field) =>
        content.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static bool Has(JsonElement content, string field) =>
        content.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object;
}
