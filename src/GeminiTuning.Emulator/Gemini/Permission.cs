namespace GeminiTuning.Emulator.Gemini;

/// <summary>Who may do what with a model; everyone has no e-mail address.</summary>
sealed record Permission(string Id, GranteeType Grantee, string Email, Role Role)
{
    /// <summary>Whether it is about the same user or group.</summary>
    public bool IsFor(GranteeType grantee, string email) =>
        Grantee == grantee && Email.Equals(email, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The grantee types of the service's proto, with its numbers.</summary>
enum GranteeType
{
    User = 1,
    Group = 2,
    Everyone = 3,
}

/// <summary>The roles of the service's proto, with its numbers.</summary>
enum Role
{
    Owner = 1,
    Writer = 2,
    Reader = 3,
}
