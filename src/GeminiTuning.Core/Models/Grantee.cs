namespace GeminiTuning;

/// <summary>Whom a model is shared with: a user, a group, or everyone.</summary>
public sealed record Grantee
{
    const int LongestAddress = 254;

    Grantee(GranteeType type, string? emailAddress) => (Type, EmailAddress) = (type, emailAddress);

    /// <summary>Everyone.</summary>
    public static Grantee Everyone { get; } = new(GranteeType.Everyone, null);

    /// <summary>One user.</summary>
    /// <exception cref="TuningArgumentException">It is no e-mail address.</exception>
    public static Grantee User(string emailAddress) => new(GranteeType.User, Checked(emailAddress));

    /// <summary>A group.</summary>
    /// <exception cref="TuningArgumentException">It is no e-mail address.</exception>
    public static Grantee Group(string emailAddress) => new(GranteeType.Group, Checked(emailAddress));

    /// <summary>What kind it is.</summary>
    public GranteeType Type { get; }

    /// <summary>The e-mail address; null for everyone.</summary>
    public string? EmailAddress { get; }

    /// <summary>Whether a permission is this grantee's. Case does not count in addresses.</summary>
    public bool Has(TunedModelPermission permission) =>
        permission.GranteeType == Type && string.Equals(permission.EmailAddress ?? "", EmailAddress ?? "", StringComparison.OrdinalIgnoreCase);

    /// <summary>The grantee in words.</summary>
    public override string ToString() => Type == GranteeType.Everyone ? "everyone" : $"the {(Type == GranteeType.User ? "user" : "group")} {EmailAddress}";

    // What an address may be is the mail server's to say; this finds what was never meant to be one.
    static string Checked(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.Length <= LongestAddress && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '*' or '?')
            ? text
            : throw new TuningArgumentException(Messages.GranteeNotAddress(PrintableText.Of(text), LongestAddress));
    }
}
