using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>What the service asks of a permission.</summary>
static class PermissionRules
{
    public static string NewId() => RandomName.CreateDigits(12);

    /// <summary>Reads a new permission.</summary>
    /// <exception cref="ApiException">Something is wrong with it.</exception>
    public static Permission Read(JsonObject body)
    {
        var grantee = Value<GranteeType>(body, "granteeType");
        var role = Value<Role>(body, "role");
        var email = body.Text("emailAddress");

        var found = new Violations("CreatePermissionRequest");
        found.Require(grantee is not null, "permission.grantee_type", "grantee_type is required.");
        found.Require(role is not null, "permission.role", "role is required.");
        found.Require(role != Role.Owner, "permission.role", "A model has one owner. Use transferOwnership to change it.");
        found.Require(grantee != GranteeType.Everyone || role is null or Role.Reader, "permission.role", "EVERYONE can only be granted the role READER.");
        if (grantee == GranteeType.Everyone)
            found.Require(email.Length == 0, "permission.email_address", "email_address must not be set for EVERYONE.");
        else
            found.Require(IsEmail(email), "permission.email_address", "A valid email_address is required for USER and GROUP.");
        found.ThrowIfAny();
        return new Permission(NewId(), grantee!.Value, email, role!.Value);
    }

    /// <summary>Reads the new role of a permission.</summary>
    /// <exception cref="ApiException">The mask names anything else, or there is no role.</exception>
    public static Role ReadRole(JsonObject body, string mask)
    {
        var found = new Violations("UpdatePermissionRequest");
        foreach (var field in mask.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(f => f.Trim() is not ("role" or "*")))
            found.Add("update_mask", $"Invalid field mask: '{field}' cannot be changed.");
        var role = Value<Role>(body, "role");
        found.Require(role is not null, "permission.role", "role is required.");
        found.ThrowIfAny();
        return role!.Value;
    }

    /// <exception cref="ApiException">The permission cannot have this role.</exception>
    public static void CheckChange(Permission permission, Role role)
    {
        if (permission.Role == Role.Owner || role == Role.Owner)
            throw ApiException.Invalid("permission.role", "A model has one owner. Use transferOwnership to change it.");
        if (permission.Grantee == GranteeType.Everyone && role != Role.Reader)
            throw ApiException.Invalid("permission.role", "EVERYONE can only be granted the role READER.");
    }

    /// <exception cref="ApiException">It is no e-mail address.</exception>
    public static void CheckEmail(string email, string field)
    {
        if (!IsEmail(email))
            throw ApiException.Invalid(field, "A valid email_address is required.");
    }

    static bool IsEmail(string email) => email.Length <= 254 && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);

    static T? Value<T>(JsonObject body, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(body.Text(name), ignoreCase: true, out var value) ? value : null;
}
