namespace GeminiTuning;

/// <summary>The recipient of a permission: a user, a group, or everyone.</summary>
public sealed record Grantee
{
    const int LongestAddress = 254;

    Grantee(GranteeType type, string? emailAddress) => (Type, EmailAddress) = (type, emailAddress);

    /// <summary>Everyone.</summary>
    public static Grantee Everyone { get; } = new(GranteeType.Everyone, null);

    /// <summary>One user.</summary>
    /// <exception cref="TuningArgumentException">The address isn't a valid email address.</exception>
    public static Grantee User(string emailAddress) => new(GranteeType.User, Checked(emailAddress));

    /// <summary>A group.</summary>
    /// <exception cref="TuningArgumentException">The address isn't a valid email address.</exception>
    public static Grantee Group(string emailAddress) => new(GranteeType.Group, Checked(emailAddress));

    /// <summary>The type of the grantee.</summary>
    public GranteeType Type { get; }

    /// <summary>The email address; null for everyone.</summary>
    public string? EmailAddress { get; }

    /// <summary>Whether a permission belongs to this grantee. The comparison ignores the case of addresses.</summary>
    public bool Has(TunedModelPermission permission) =>
        permission.GranteeType == Type && string.Equals(permission.EmailAddress ?? "", EmailAddress ?? "", StringComparison.OrdinalIgnoreCase);

    /// <summary>The grantee as text.</summary>
    public override string ToString() => Type == GranteeType.Everyone ? "everyone" : $"the {(Type == GranteeType.User ? "user" : "group")} {EmailAddress}";

    // Only a mail server can validate an address. This check finds values that clearly aren't addresses.
    static string Checked(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.Length <= LongestAddress && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '*' or '?')
            ? text
            : throw new TuningArgumentException(Messages.GranteeNotAddress(PrintableText.Of(text), LongestAddress));
    }
}
