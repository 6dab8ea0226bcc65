using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Lets a name parameter also accept objects with a Name property: models, operations, and objects that were read from
/// Export-Clixml or JSON. A checkpoint has no name of its own and stands for its Model.</summary>
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
        var name = plain is IDictionary table ? table["Name"] : Property(item!, "Name") ?? Property(item!, "Model");
        return name is not null
            ? LanguagePrimitives.ConvertTo<string>(name)
            : throw new ArgumentTransformationMetadataException(Messages.ObjectHasNoName(plain.GetType().Name));
    }

    static object? Property(object item, string name) => PSObject.AsPSObject(item).Properties[name]?.Value;
}
