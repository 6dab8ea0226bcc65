namespace GeminiTuning.Binding;

/// <summary>Reads -Role. The parameter is a string, because for an enum, PowerShell completes all members without a description.</summary>
static class Roles
{
    /// <exception cref="TuningArgumentException">The text isn't a role.</exception>
    public static PermissionRole Read(string text) =>
        Enum.TryParse<PermissionRole>(text, ignoreCase: true, out var role) && role is PermissionRole.Reader or PermissionRole.Writer or PermissionRole.Owner
            && !char.IsAsciiDigit(text[0])
            ? role
            : throw new TuningArgumentException(Messages.RoleUnknown(PrintableText.Of(text)));
}
