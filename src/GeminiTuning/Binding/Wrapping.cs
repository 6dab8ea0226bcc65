using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Unwraps the PSObject that PowerShell puts around objects in a pipeline.</summary>
static class Wrapping
{
    /// <summary>Returns the wrapped object. A PSObject that has only properties is returned unchanged.</summary>
    public static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
}
