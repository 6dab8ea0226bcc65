namespace GeminiTuning.Emulator.Gemini;

/// <summary>A model that is there before any is tuned; a tunable one lists <c>createTunedModel</c>.</summary>
sealed record BaseModel(string Id, string DisplayName, bool IsTunable)
{
    /// <summary>All that the emulator has.</summary>
    public static IReadOnlyList<BaseModel> All { get; } =
    [
        new("gemini-1.5-flash-001-tuning", "Emulated Gemini 1.5 Flash 001 Tuning", IsTunable: true),
        new("gemini-2.5-flash", "Emulated Gemini 2.5 Flash", IsTunable: false),
    ];

    public string Name => $"models/{Id}";

    /// <summary>Finds a model by its name; null where there is none.</summary>
    public static BaseModel? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
