namespace GeminiTuning;

/// <summary>The names of the Gemini Developer API, by <see cref="ResourceName"/>.</summary>
sealed class GeminiApiNames : IResourceNames
{
    const string Models = "tunedModels/";

    public bool AreNumbers => false;

    public string TunedModel(string text) => ResourceName.TunedModel(text);

    public string? NewTunedModel(string id) => ResourceName.TunedModel(id);

    public string BaseModel(string text) => ResourceName.BaseModel(text);

    public string Operation(string text) => ResourceName.Operation(text);

    public bool IsOperation(string text) => ResourceName.IsOperation(text);

    public string WithoutCollection(string text) => text.StartsWith(Models, StringComparison.OrdinalIgnoreCase) ? text[Models.Length..] : text;
}
