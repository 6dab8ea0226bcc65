using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>Writes debug and verbose messages and warnings, without secrets and control characters. With <c>-Debug</c>, PowerShell
/// asks for confirmation after each of them if a compiled cmdlet writes it, and an unattended run then fails. Here, they become debug messages instead, unless
/// <c>-Verbose</c> or <c>-WarningAction</c> says what to do with them.</summary>
static class Streams
{
    /// <summary>Writes what the cmdlet does: a state change, a step, a retry. HTTP requests are debug messages. A text that nobody sees
    /// isn't searched for secrets, which takes longer than most of what the texts are about.</summary>
    public static void Verbose(this PSCmdlet cmdlet, string text)
    {
        if (Asks(cmdlet, "Verbose"))
            cmdlet.WriteDebug(PrintableText.Message(text));
        else if (Shows(cmdlet, "Verbose"))
            cmdlet.WriteVerbose(PrintableText.Message(text));
    }

    /// <summary>Writes an HTTP request as a debug message. The library has already removed secrets from it.</summary>
    public static void DebugRequest(this PSCmdlet cmdlet, string request) => cmdlet.WriteDebug(PrintableText.WithoutControls(request));

    /// <summary>Writes a warning.</summary>
    public static void Warn(this PSCmdlet cmdlet, string text)
    {
        if (Asks(cmdlet, "WarningAction"))
            cmdlet.WriteDebug(PrintableText.Message(text));
        else
            cmdlet.WriteWarning(PrintableText.Message(text));
    }

    /// <summary>Whether debug messages are shown: as -Debug says, or else $DebugPreference.</summary>
    public static bool ShowsDebug(this PSCmdlet cmdlet) => Shows(cmdlet, "Debug");

    static bool Shows(PSCmdlet cmdlet, string stream) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var given)
            ? LanguagePrimitives.IsTrue(given)
            : !LanguagePrimitives.TryConvertTo<ActionPreference>(cmdlet.GetVariableValue($"{stream}Preference"), out var preference)
                || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    static bool Asks(PSCmdlet cmdlet, string unless) =>
        cmdlet.MyInvocation.BoundParameters is var given
        && given.TryGetValue("Debug", out var debug) && LanguagePrimitives.IsTrue(debug) && !given.ContainsKey(unless);
}
