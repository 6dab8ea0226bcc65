using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>PowerShell wraps objects on their way; what is asked of them is asked of what is inside.</summary>
static class Wrapping
{
    /// <summary>The object itself. One that is made of properties alone is its wrapping, and stays.</summary>
    public static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
}
