using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace GeminiTuning;

/// <summary>A folder that only the current user can open, wherever it is: also on a drive that others use.</summary>
static class OwnersFolder
{
    const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates the folder, or takes it away from others if it's there. What is created in it is protected by it.</summary>
    /// <exception cref="IOException">It can't be created, or the file system has no access rights.</exception>
    /// <exception cref="UnauthorizedAccessException">The current user isn't allowed to.</exception>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            CreateOnWindows(new DirectoryInfo(path));
            return;
        }
        Directory.CreateDirectory(path, OwnersAlone);
        File.SetUnixFileMode(path, OwnersAlone);
    }

    [SupportedOSPlatform("windows")]
    static void CreateOnWindows(DirectoryInfo folder)
    {
        var rights = CurrentUsersAlone();
        try
        {
            if (folder.Exists)
                folder.SetAccessControl(rights);
            else
            {
                folder.Parent?.Create();
                folder.Create(rights);
            }
            // A file system without access rights, such as FAT, takes them and forgets them.
            if (folder.GetAccessControl().AreAccessRulesProtected)
                return;
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException)
        {
            throw new IOException(Messages.FolderNotProtected(folder.FullName), fault);
        }
        throw new IOException(Messages.FolderNotProtected(folder.FullName));
    }

    // Nothing is inherited from the folder above; files and folders inside inherit this.
    [SupportedOSPlatform("windows")]
    static DirectorySecurity CurrentUsersAlone()
    {
        using var user = WindowsIdentity.GetCurrent();
        var rights = new DirectorySecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        return rights;
    }
}
