using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator;

/// <summary>Describes one fault that the emulator can inject. <see cref="FaultPlan.Parse"/>, the command line's help, tab
/// completion and the documentation are all based on <see cref="All"/>.</summary>
public sealed class FaultDescription
{
    internal FaultDescription(string text, string effect, bool? isExecuted, Func<string, string?, Fault?> read)
    {
        Text = text;
        Effect = effect;
        IsExecuted = isExecuted;
        Read = read;
    }

    /// <summary>Every fault, in the order of the documentation.</summary>
    public static IReadOnlyList<FaultDescription> All { get; } = FaultTable.Create();

    /// <summary>How to write the fault, such as <c>429:2s</c>. Other statuses and times are written in the same way.</summary>
    public string Text { get; }

    /// <summary>What a client sees, in one or two sentences.</summary>
    public string Effect { get; }

    /// <summary>Whether the emulator carries out the request; null if that depends on the fault that is drawn.</summary>
    public bool? IsExecuted { get; }

    /// <summary>A restriction of the form, such as the range of a number; null if there is none.</summary>
    public string? Restriction { get; internal init; }

    /// <summary>The faults that this one stands for; empty if it stands for itself.</summary>
    public IReadOnlyList<string> Members { get; internal init; } = [];

    /// <summary>Reads a fault from its name and from what follows the colon; null if it is not this fault.</summary>
    internal Func<string, string?, Fault?> Read { get; }

    /// <summary>The fault and its effect.</summary>
    public override string ToString() => $"{Text}: {Effect}";
}
