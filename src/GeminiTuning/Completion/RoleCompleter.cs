using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace GeminiTuning.Completion;

/// <summary>Completes roles.</summary>
public sealed class RoleCompleter : IArgumentCompleter
{
    static readonly (PermissionRole Role, string ToolTip)[] s_roles =
    [
        (PermissionRole.Reader, Messages.TipReader),
        (PermissionRole.Writer, Messages.TipWriter),
        (PermissionRole.Owner, Messages.TipOwner),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        // Set-TunedModelOwner transfers ownership.
        var isGrant = commandName?.StartsWith("Grant", StringComparison.OrdinalIgnoreCase) ?? false;
        return s_roles
            .Where(entry => word.Begins(entry.Role.ToString()) && !(isGrant && entry.Role == PermissionRole.Owner))
            .Select(entry => Word.Result(entry.Role.ToString(), $"{entry.Role}: {entry.ToolTip}"));
    }
}
