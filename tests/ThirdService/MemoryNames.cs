using GeminiTuning;

namespace ThirdService;

/// <summary>Names such as <c>memory/ID</c>.</summary>
sealed class MemoryNames : IResourceNames
{
    const string Collection = "memory/";

    public bool AreNumbers => false;

    public string TunedModel(string text) => WithoutCollection(text) is { Length: > 0 } id && id.All(char.IsAsciiLetterOrDigit)
        ? Collection + id
        : throw new TuningArgumentException($"'{text}' isn't a model of the Memory Service.");

    public string? NewTunedModel(string id) => TunedModel(Id(id));

    public string BaseModel(string text) => text;

    // The operation that makes a model goes by the model's name.
    public string Operation(string text) => TunedModel(text);

    public bool IsOperation(string text) => true;

    public string WithoutCollection(string text) => text.StartsWith(Collection, StringComparison.Ordinal) ? text[Collection.Length..] : text;

    public static string Id(string id) => id.Replace("-", "", StringComparison.Ordinal);
}
