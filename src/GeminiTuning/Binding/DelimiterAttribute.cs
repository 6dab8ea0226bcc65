using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>A delimiter is one character of ASCII that ends no line and opens no quote.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DelimiterAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is char delimiter && (!char.IsAscii(delimiter) || delimiter is '"' or '\r' or '\n' or '\0'))
            throw new ValidationMetadataException(Messages.DelimiterRefused(PrintableText.Of(delimiter.ToString())));
    }
}
