using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Says what to do with a connection that came from another process, for example into a job: it arrives as a copy of
/// its properties, without its credential.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LiveConnectionAttribute : ArgumentTransformationAttribute
{
    const string Copy = "Deserialized." + nameof(GeminiTuning) + "." + nameof(TuningConnection);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is PSObject item && item.TypeNames.Contains(Copy) ? throw new ArgumentTransformationMetadataException(Messages.ConnectionIsCopy) : inputData;
}
