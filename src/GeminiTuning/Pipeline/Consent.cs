using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>Asks before what cannot be undone, where -Force has not answered already.</summary>
static class Consent
{
    /// <summary>Whether to go on. -Force takes the place of the answer; -WhatIf and -Confirm go before it.</summary>
    public static bool ShouldProcess(this PSCmdlet cmdlet, string target, string action, SwitchParameter force)
    {
        if (!force || IsSet(cmdlet, "WhatIf", "WhatIfPreference") || IsSet(cmdlet, "Confirm", null))
            return cmdlet.ShouldProcess(target, action);
        cmdlet.Verbose($"{action}: {target}");
        return true;
    }

    static bool IsSet(PSCmdlet cmdlet, string parameter, string? preference) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given)
            ? LanguagePrimitives.IsTrue(given)
            : preference is not null && LanguagePrimitives.IsTrue(cmdlet.GetVariableValue(preference));
}
