using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Lets a name parameter also accept objects with a Name property: models, operations, and objects that were read from
/// Export-Clixml or JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResourceNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Wrapping.Unwrap(inputData) is IEnumerable many and not (string or IDictionary)
            ? many.Cast<object?>().Select(Name).ToArray()
            : Name(inputData);

    static object? Name(object? item)
    {
        var plain = Wrapping.Unwrap(item);
        if (plain is null or string)
            return plain;
        // A Vertex AI ID is a number, which users type without quotes.
        if (plain is int or long or ulong or decimal)
            return Row.ToText(plain);
        var name = plain is IDictionary table ? table["Name"] : PSObject.AsPSObject(item!).Properties["Name"]?.Value;
        return name is not null
            ? LanguagePrimitives.ConvertTo<string>(name)
            : throw new ArgumentTransformationMetadataException(Messages.ObjectHasNoName(plain.GetType().Name));
    }
}
