using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning;

/// <summary>What the browser brings back in the address that it ends on.</summary>
static class SignInAnswer
{
    /// <summary>The code in the address; null where the address is not the answer to this sign-in.</summary>
    /// <exception cref="CredentialException">The answer is a refusal.</exception>
    public static string? Code(SignInRequest request, Uri address)
    {
        if (address.GetLeftPart(UriPartial.Path) != request.Redirect.GetLeftPart(UriPartial.Path))
            return null;
        var query = Query(address);
        if (!query.TryGetValue("state", out var state) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(request.State)))
            return null;
        if (query.TryGetValue("error", out var error))
            throw new CredentialException(CredentialErrorKind.SignIn, error == "access_denied"
                ? Messages.SignInRefusedInBrowser
                : Messages.SignInFailedWith(Word(error)));
        return query.TryGetValue("code", out var code) && code.Length > 0 ? code : null;
    }

    static Dictionary<string, string> Query(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .GroupBy(part => part[0])
        .ToDictionary(parts => parts.Key, parts => Uri.UnescapeDataString((parts.First().ElementAtOrDefault(1) ?? "").Replace('+', ' ')));

    static string Word(string text) => new([.. text.Take(100).Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ')]);
}
