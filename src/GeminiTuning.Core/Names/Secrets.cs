using System.Collections;
using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Takes secrets out of texts: those that look like one, those in the environment, and those that this process has used.
/// Every exception of this library, every log line and every answer that is kept goes through it.</summary>
public static partial class Secrets
{
    const string Mask = "***";
    // Shorter ones are parts of ordinary words.
    const int ShortestKept = 8;
    const int ShortestPassword = 4;
    // Each is searched for in each text. The oldest is forgotten: access tokens and upload sessions come and go.
    const int MostKept = 64;
    const int BeginningLength = 8;

    static readonly object s_lock = new();
    static readonly List<string> s_kept = [];
    static readonly HashSet<(string Name, string Value)> s_seen = [];
    static Regex? s_pattern;

    /// <summary>A text without the secrets that it holds; each is replaced by <c>***</c>.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        KeepEnvironment();
        return ByLooks(Volatile.Read(ref s_pattern) is { } known ? known.Replace(text, Mask) : text);
    }

    /// <summary>The same for a value that should be a name: it holds no long run of random characters either, such as a key in
    /// base64.</summary>
    public static string RedactName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NameByLooks(Redact(text));
    }

    /// <summary>Whether a value that should be a path holds what should be in the file: JSON, a key, or either in base64.</summary>
    public static bool IsContent(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var start = path.Trim().TrimStart('\uFEFF', '"', '\'').TrimStart();
        return start.StartsWith('{') || start.StartsWith('[') || start.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) || NameByLooks(path) != path;
    }

    static string ByLooks(string text) => Field().Replace(Whole().Replace(text, Mask), match => match.Groups["before"].Value + Mask);

    static string NameByLooks(string text) => CredentialField().IsMatch(text) ? Mask : Random().Replace(ByLooks(text), Mask);

    /// <summary>An exception that is fit to be the cause of another: null where its text holds a secret.</summary>
    internal static Exception? Clean(Exception? cause) => cause?.ToString() is { } text && Redact(text) != text ? null : cause;

    /// <summary>Takes one secret out of a text, however short it is.</summary>
    internal static string Redact(string text, string secret) =>
        secret.Length == 0 ? text : Regex.Replace(text, Pattern(secret), Mask, RegexOptions.CultureInvariant);

    /// <summary>Remembers a secret that this process uses, to take it out of texts from now on.</summary>
    internal static void Keep(string? secret)
    {
        if (secret is { Length: >= ShortestKept })
            lock (s_lock)
                Add(secret);
    }

    static void Add(string secret)
    {
        if (s_kept.Contains(secret))
            return;
        s_kept.Add(secret);
        if (s_kept.Count > MostKept)
            s_kept.RemoveAt(0);
        Volatile.Write(ref s_pattern, new Regex(string.Join('|', s_kept.OrderByDescending(kept => kept.Length).Select(Pattern)), RegexOptions.CultureInvariant));
    }

    // A variable may be set at any time, and what was in it before may be in use still.
    static void KeepEnvironment()
    {
        var variables = Environment.GetEnvironmentVariables();
        lock (s_lock)
            foreach (DictionaryEntry variable in variables)
                if (s_seen.Add(((string)variable.Key, (string)variable.Value!)))
                    foreach (var secret in SecretsOf((string)variable.Key, (string)variable.Value!).Where(secret => secret.Length >= ShortestPassword))
                        Add(secret);
    }

    static IEnumerable<string> SecretsOf(string name, string value)
    {
        if (SecretName().IsMatch(name) && value.Length >= 2 * ShortestKept && !value.Any(c => char.IsWhiteSpace(c) || c is '/' or '\\'))
            yield return value;
        foreach (var part in UserOf(name, value))
            yield return part;
        if (IsContent(value))
            foreach (var part in SecretsIn(value))
                yield return part;
    }

    // What stands before the host in an address. A proxy's may have no scheme, and is split at the last @.
    static IEnumerable<string> UserOf(string name, string value)
    {
        var user = name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) && value.LastIndexOf('@') is > 0 and var at
            ? value[(value.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && scheme < at ? scheme + 3 : 0)..at]
            : User().Match(value).Value.TrimEnd('@');
        if (user.Length == 0)
            yield break;
        var (before, after) = user.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (user[..colon], user[(colon + 1)..]) : (user, "");
        // A user's name alone is a token. Beside a password it may be an ordinary word.
        foreach (var secret in after.Length > 0 ? [after, user] : new[] { before })
        {
            yield return secret;
            if (Uri.UnescapeDataString(secret) is var plain && plain != secret)
                yield return plain;
        }
    }

    // The fields of a credential that stands in a variable itself, as it is or in base64.
    static IEnumerable<string> SecretsIn(string value)
    {
        var text = value.Trim().Trim('"', '\'');
        if (Decode(text) is { } decoded)
        {
            yield return text[..Math.Min(text.Length, 64)];
            text = decoded;
        }
        foreach (Match field in Field().Matches(text))
            if (field.Groups["value"].Value is { Length: >= ShortestKept } secret)
                yield return KeyOf(secret);
    }

    // Of a PEM, what comes after its first line, which is the same in all of them.
    static string KeyOf(string secret)
    {
        var lines = secret.Split(["\\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 1 && lines[0].StartsWith("-----", StringComparison.Ordinal) ? lines[1].Trim() : secret[..Math.Min(secret.Length, 64)];
    }

    static string? Decode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }

    // A short one only as a word of its own.
    static string Pattern(string secret)
    {
        var whole = string.Concat(secret.Select(Spellings));
        return secret.Length < ShortestKept ? $@"(?<![A-Za-z0-9]){whole}(?![A-Za-z0-9])" : whole + Beginning(secret);
    }

    // A text that was cut off, or that masks the rest, holds the beginning alone. A short secret, or one that begins with a word, has none
    // that is not chance.
    static string Beginning(string secret) =>
        secret.Length < 2 * BeginningLength || secret.Take(BeginningLength).All(char.IsAsciiLetterLower) ? "" : $@"|{string.Concat(secret.Take(BeginningLength).Select(Spellings))}(?:[\w.~+/=%-]|\\u[0-9A-Fa-f]{{4}}|\\/)*";

    // A character as it is, escaped as in JSON, or encoded as in an address.
    static string Spellings(char c) => FormattableString.Invariant($@"(?:\\?{Regex.Escape(c.ToString())}|(?i:\\u{(int)c:x4}|%{(int)c:x2}))");

    // What is a secret by its looks: the user and the password in an address, a private key, Google's keys and tokens, a signed
    // token (JWT), and JSON or PEM in base64.
    [GeneratedRegex("""
        (?<=://)[^\s/?\#'"<>\\@]*(?:@[^\s/?\#'"<>\\@]*)*(?=@)
        |(?i:(?<=%3A%2F%2F)[\w.~%+-]*?(?=%40))
        |-----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----(?s:.)*?(?:-----END\ [A-Z\ ]*PRIVATE\ KEY-----|\z)
        |\bAIza[\w-]{20,}
        |\bya29\.[\w.~+/=-]{8,}
        |\bGOCSPX-[\w-]{8,}
        |\b1//[\w-]{20,}
        |\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?
        |\b(?:eyJ|eyA|ewo|ew0K|LS0tLS1CRUdJTi)[A-Za-z0-9+/_-]{96,}={0,2}
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Whole();

    // What is a secret by the name that stands before it: in JSON, also escaped, in a form or an address, and in a header.
    [GeneratedRegex("""
        (?<before>\\*["'](?:private_key|client_secret|refresh_token|access_token|id_token|subject_token|assertion|code_verifier)\\*["']\s*:\s*\\*["'])(?<value>(?:(?!\\*["'](?:\s*[,}\]]|\z)).)+)
        |(?<before>\bupload_id(?:=|%3D|\\u003d))(?<value>[^\s&"'<>\\)]+)
        |(?<before>(?:\b(?:client_secret|refresh_token|access_token|id_token|subject_token|assertion|code_verifier)|[?&](?:key|code|X-Goog-Signature))=)(?<value>[^\s&"'<>\\)]+)
        |(?<before>\bBearer\ )(?<value>(?=[\w.~+/=-]*\d)[\w.~+/=-]{8,})
        |(?<before>\bauthorization\\*["']?\s*[:=]\s*\\*["']?(?:Basic|Bearer)\s)(?<value>[\w.~+/=-]+)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("""["'](?:private_key|client_secret|refresh_token)\\*["']\s*:""", RegexOptions.CultureInvariant)]
    private static partial Regex CredentialField();

    // Capitals, small letters and digits, all three, in a run that is no word and no path.
    [GeneratedRegex("""
        (?<![\w+=-])(?=[\w+=-]*[A-Z])(?=[\w+=-]*[a-z])(?=[\w+=-]*[0-9])[A-Za-z0-9_+=-]{40,}
        |(?<![\w+/=-])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[0-9])[A-Za-z0-9_+/=-]{100,}
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Random();

    [GeneratedRegex("""(?<=://)[^\s/?#]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex("(?:API_?KEY|TOKEN|SECRET|PASSWORD)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
