namespace GeminiTuning.Views;

/// <summary>Shows a resource's name without its collection, for the tables.</summary>
public static class ShortName
{
    /// <summary>The ID. Where it is a number that nobody chose, the name for people stands beside it: nobody knows a model by
    /// a number.</summary>
    /// <param name="name">The resource name.</param>
    /// <param name="displayName">The name for people.</param>
    public static string Of(string? name, string? displayName)
    {
        var id = (name ?? "")[((name ?? "").LastIndexOf('/') + 1)..];
        return id.Length > 0 && id.All(char.IsAsciiDigit) && !string.IsNullOrEmpty(displayName) ? $"{id} {displayName}" : id;
    }
}
