namespace GeminiTuning.Binding;

/// <summary>Reads -User, -Group, and -Everyone.</summary>
static class Grantees
{
    /// <exception cref="TuningArgumentException">A value isn't a valid email address.</exception>
    public static List<Grantee> Read(IEnumerable<string> users, IEnumerable<string> groups, bool everyone) =>
        [.. users.Select(Grantee.User), .. groups.Select(Grantee.Group), .. everyone ? [Grantee.Everyone] : Array.Empty<Grantee>()];
}
