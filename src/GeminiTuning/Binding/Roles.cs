namespace GeminiTuning.Binding;

/// <summary>Reads -Role. It is a text, since PowerShell offers all members of an enum at Tab, and says nothing of them.</summary>
static class Roles
{
    /// <exception cref="TuningArgumentException">It is not a role.</exception>
    public static PermissionRole Read(string text) =>
        Enum.TryParse<PermissionRole>(text, ignoreCase: true, out var role) && role is PermissionRole.Reader or PermissionRole.Writer or PermissionRole.Owner
            && !char.IsAsciiDigit(text[0])
            ? role
            : throw new TuningArgumentException(Messages.RoleUnknown(PrintableText.Of(text)));
}
