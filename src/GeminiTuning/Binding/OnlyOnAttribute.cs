namespace GeminiTuning.Binding;

/// <summary>Marks a parameter, or a command, that one service alone has. It is refused before anything is sent where another
/// one is connected.</summary>
/// <param name="kind">The service that has it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class OnlyOnAttribute(TuningServiceKind kind) : Attribute
{
    /// <summary>The service that has it.</summary>
    public TuningServiceKind Kind => kind;
}
