using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Lets a parameter that takes names take objects too: a model, an operation, or what came of one through
/// Export-Clixml or JSON. The object's property Name is the name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResourceNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is not string and IEnumerable many and not IDictionary
            ? many.Cast<object?>().Select(Name).ToArray()
            : Name(inputData);
    }

    static object? Name(object? item)
    {
        if (item is null or string or PSObject { BaseObject: string })
            return item is PSObject text ? text.BaseObject : item;
        var name = item is IDictionary table ? table["Name"] : PSObject.AsPSObject(item).Properties["Name"]?.Value;
        return name is null ? item : LanguagePrimitives.ConvertTo<string>(name);
    }
}
