using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Unwraps the PSObject that PowerShell puts around objects in a pipeline.</summary>
static class Wrapping
{
    /// <summary>Returns the wrapped object. A PSObject that has only properties is returned unchanged.</summary>
    public static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;

    /// <summary>Returns the items of a list, such as an array that was passed by name; any other object as the only item. A parameter
    /// of the type PSObject[] does the same, but PowerShell then takes three times as long to bind each object from the pipeline.</summary>
    public static PSObject?[] Items(PSObject? item) => item?.BaseObject is IList list
        ? [.. list.Cast<object?>().Select(one => one is null ? null : PSObject.AsPSObject(one))]
        : [item];
}
