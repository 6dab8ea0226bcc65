using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Testing;

/// <summary>Gives tokens, and checks them.</summary>
sealed class TokenDesk(GoogleServer server, TimeProvider clock)
{
    const string Scopes = "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/generative-language.tuning";
    // Google's token endpoint, for which this one stands in, goes by this name alone.
    const string Audience = "https://oauth2.googleapis.com/token";
    const string IamScope = "https://www.googleapis.com/auth/iam";
    const string CloudScope = "https://www.googleapis.com/auth/cloud-platform";

    readonly object _gate = new();
    readonly List<string> _given = [];
    readonly HashSet<string> _ended = [];
    readonly Dictionary<string, (string Who, string Scope)> _tokens = [];
    readonly Dictionary<string, (string Challenge, string Redirect, string Scope)> _codes = [];

    public IReadOnlyList<string> Given
    {
        get
        {
            lock (_gate)
                return [.. _given];
        }
    }

    public void Expire()
    {
        lock (_gate)
            _ended.UnionWith(_given);
    }

    public Reply Answer(SeenRequest request)
    {
        lock (_gate)
            return request.Path switch
            {
                "/o/oauth2/v2/auth" => Authorize(request),
                "/token" or "/sts" when TakeFailure() => Reply.Fail(503, "UNAVAILABLE", "The stand-in is busy."),
                "/token" => Token(request),
                "/sts" => Exchange(request),
                _ when request.Path.EndsWith(":generateAccessToken", StringComparison.Ordinal) => Impersonate(request),
                _ when request.Path == "/" || request.Path.StartsWith("/computeMetadata/", StringComparison.Ordinal) => Metadata(request),
                _ => Service(request),
            };
    }

    bool TakeFailure() => server.Failures > 0 && server.Failures-- > 0;

    // The page on which a person signs in: what it checks, it says on a page; only what is in order goes back to the application.
    Reply Authorize(SeenRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != GoogleFiles.ClientId || query["response_type"] != "code" || query["access_type"] != "offline")
            return Reply.Refuse("invalid_request", "client_id, response_type, access_type");
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var redirect) || redirect is not { Scheme: "http", Host: "127.0.0.1" })
            return Reply.Refuse("redirect_uri_mismatch", "redirect_uri");
        if (query["code_challenge_method"] != "S256" || query["code_challenge"] is not { Length: 43 } challenge)
            return Reply.Refuse("invalid_request", "code_challenge");
        if (Scopes.Split(' ').Except((query["scope"] ?? "").Split(' ')).Any())
            return Reply.Refuse("invalid_scope", "scope");
        if (query["state"] is not { Length: >= 16 } state)
            return Reply.Refuse("invalid_request", "state");
        var code = $"4/code.{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}";
        _codes[code] = (challenge, redirect.AbsoluteUri, server.GrantsOnly ?? query["scope"]!);
        var answer = server.Denies ? "error=access_denied" : $"code={Uri.EscapeDataString(code)}&scope={Uri.EscapeDataString(query["scope"]!)}";
        return new Reply(302, "text/html", "") { Headers = [("Location", $"{redirect.AbsoluteUri}?state={state}&{answer}")] };
    }

    Reply Token(SeenRequest request) => request.Method != "POST" ? Reply.Refuse("invalid_request", "POST it") : request.Form["grant_type"] switch
    {
        "refresh_token" => Refresh(request),
        "authorization_code" => Redeem(request),
        "urn:ietf:params:oauth:grant-type:jwt-bearer" => Assertion(request),
        var other => Reply.Refuse("unsupported_grant_type", $"Invalid grant_type: {other}"),
    };

    Reply? WrongClient(SeenRequest request) =>
        request.Form["client_id"] != GoogleFiles.ClientId || request.Form["client_secret"] != server.Files.ClientSecret
            // Google's own words do not repeat the secret; a careless server's could.
            ? Reply.Refuse("invalid_client", $"The provided client secret {request.Form["client_secret"]} is invalid.", 401)
            : null;

    Reply Refresh(SeenRequest request) => WrongClient(request) is { } wrong ? wrong
        : request.Form["refresh_token"] != server.Files.RefreshToken || server.Revoked ? Reply.Refuse("invalid_grant", $"Token {request.Form["refresh_token"]} has been expired or revoked.")
        : Give(GoogleFiles.User, Scopes);

    Reply Redeem(SeenRequest request)
    {
        if (WrongClient(request) is { } wrong)
            return wrong;
        var form = request.Form;
        if (form["code"] is not { } code || !_codes.Remove(code, out var known))
            return Reply.Refuse("invalid_grant", "Malformed auth code.");
        if (form["redirect_uri"] != known.Redirect)
            return Reply.Refuse("redirect_uri_mismatch", "Bad Request");
        if (Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"] ?? ""))) != known.Challenge)
            return Reply.Refuse("invalid_grant", "Invalid code verifier.");
        server.Revoked = false;
        var identity = $"{Base64Url("{}"u8)}.{Base64Url(Encoding.UTF8.GetBytes($$"""{"email":"{{GoogleFiles.User}}"}"""))}.{Base64Url("signature"u8)}";
        return Give(GoogleFiles.User, known.Scope, ("refresh_token", server.Files.RefreshToken), ("id_token", identity));
    }

    Reply Assertion(SeenRequest request)
    {
        if (request.Form["assertion"]?.Split('.') is not [var head, var body, var signature])
            return Reply.Refuse("invalid_grant", "Not a JWT.");
        if (!server.Files.Key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), FromBase64Url(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return Reply.Refuse("invalid_grant", "Invalid JWT Signature.");
        var header = JsonNode.Parse(FromBase64Url(head))!;
        var claims = JsonNode.Parse(FromBase64Url(body))!;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var (issued, ends) = (claims["iat"]!.GetValue<long>(), claims["exp"]!.GetValue<long>());
        return (string?)header["alg"] != "RS256" || (string?)header["kid"] != "key-1" ? Reply.Refuse("invalid_grant", "Invalid JWT header.")
            : (string?)claims["iss"] != GoogleFiles.Account ? Reply.Refuse("invalid_grant", "Invalid issuer.")
            : (string?)claims["aud"] != Audience ? Reply.Refuse("invalid_grant", $"Invalid audience: {claims["aud"]}")
            : issued > now + 10 || issued < now - 300 || ends <= now || ends > issued + 3600 ? Reply.Refuse("invalid_grant", "Invalid JWT: iat and exp must be a short time apart, around now.")
            : (string?)claims["scope"] is not { Length: > 0 } scope ? Reply.Refuse("invalid_scope", "Empty or missing scope not allowed.")
            : Give(GoogleFiles.Account, scope);
    }

    Reply Exchange(SeenRequest request)
    {
        var form = request.Form;
        return form["grant_type"] != "urn:ietf:params:oauth:grant-type:token-exchange" || form["requested_token_type"] != "urn:ietf:params:oauth:token-type:access_token"
            ? Reply.Refuse("invalid_request", "grant_type, requested_token_type")
            : form["audience"] != GoogleFiles.Pool ? Reply.Refuse("invalid_target", "audience")
            : form["subject_token_type"] != "urn:ietf:params:oauth:token-type:jwt" || form["subject_token"] != server.Files.SubjectToken
                ? Reply.Refuse("invalid_grant", $"The token {form["subject_token"]} is not this pool's.")
            : form["scope"] is not { Length: > 0 } scope ? Reply.Refuse("invalid_scope", "scope")
            : Give("workload", scope);
    }

    Reply Impersonate(SeenRequest request)
    {
        if (Refused(request) is { } refused)
            return refused;
        var scopes = _tokens[request.Bearer!].Scope.Split(' ');
        if (!scopes.Contains(IamScope) && !scopes.Contains(CloudScope))
            return Reply.Fail(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.");
        if (request.Method != "POST" || request.Path != $"/v1/projects/-/serviceAccounts/{GoogleFiles.Target}:generateAccessToken")
            return Reply.Fail(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).");
        var asked = request.Json["scope"]!.AsArray().Select(scope => (string)scope!).ToArray();
        if ((string?)request.Json["lifetime"] is not { } lifetime || lifetime != "3600s" || asked.Length == 0)
            return Reply.Fail(400, "INVALID_ARGUMENT", "lifetime, scope");
        if (request.Json["delegates"] is JsonArray chain && chain.Any(name => !((string)name!).StartsWith("projects/-/serviceAccounts/", StringComparison.Ordinal)))
            return Reply.Fail(400, "INVALID_ARGUMENT", "Invalid form of account ID in delegates.");
        var token = New(GoogleFiles.Target, string.Join(' ', asked));
        var ends = clock.GetUtcNow().AddSeconds(server.Lifetime).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return Reply.Json(200, new JsonObject { ["accessToken"] = token, ["expireTime"] = ends });
    }

    Reply Metadata(SeenRequest request)
    {
        var flavour = new[] { ("Metadata-Flavor", "Google") };
        if (request.Headers["Metadata-Flavor"] != "Google")
            return Reply.Fail(403, "FORBIDDEN", "Missing Metadata-Flavor:Google header.") with { Headers = flavour };
        return request.Path switch
        {
            "/" => new Reply(200, "application/text", "computeMetadata/") { Headers = flavour },
            "/computeMetadata/v1/instance/service-accounts/default/email" => new Reply(200, "application/text", GoogleFiles.Account) { Headers = flavour },
            "/computeMetadata/v1/project/project-id" => new Reply(200, "application/text", "robots") { Headers = flavour },
            "/computeMetadata/v1/instance/service-accounts/default/token" when request.Query["scopes"] is { Length: > 0 } scopes =>
                Give(GoogleFiles.Account, scopes.Replace(',', ' ')) with { Headers = flavour },
            _ => Reply.Fail(404, "NOT_FOUND", "No such metadata."),
        };
    }

    // A service of Google's that lists and asks tuned models.
    Reply Service(SeenRequest request)
    {
        if (request.Headers["x-goog-api-key"] is null && Refused(request) is { } refused)
            return refused;
        return request.Path.EndsWith(":generateContent", StringComparison.Ordinal)
            ? new Reply(200, "application/json", """{"candidates":[{"content":{"parts":[{"text":"IV"}]},"finishReason":"STOP"}]}""")
            : new Reply(200, "application/json", """{"tunedModels":[{"name":"tunedModels/one"}]}""");
    }

    Reply? Refused(SeenRequest request) => request.Bearer is { } token && _tokens.ContainsKey(token) && !_ended.Contains(token)
        ? null
        : Reply.Fail(401, "UNAUTHENTICATED", $"Request had invalid authentication credentials: {request.Bearer}");

    Reply Give(string who, string scope, params (string Name, string Value)[] more)
    {
        var json = new JsonObject { ["access_token"] = New(who, scope), ["expires_in"] = server.Lifetime, ["token_type"] = "Bearer", ["scope"] = scope };
        foreach (var (name, value) in more)
            json[name] = value;
        return Reply.Json(200, json);
    }

    string New(string who, string scope)
    {
        var token = $"ya29.{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
        _tokens[token] = (who, scope);
        _given.Add(token);
        return token;
    }

    static string Base64Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    static byte[] FromBase64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
