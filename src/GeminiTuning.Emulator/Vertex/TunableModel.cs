using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Generation;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A base model that Vertex AI tunes, or only answers with.</summary>
/// <param name="Id">Its name.</param>
/// <param name="LargestAdapter">The largest adapter that it can be tuned with; zero where it cannot be tuned.</param>
sealed partial record TunableModel(string Id, int LargestAdapter)
{
    static readonly Dictionary<string, int> s_adapterSizes = new(StringComparer.Ordinal)
    {
        ["ADAPTER_SIZE_ONE"] = 1,
        ["ADAPTER_SIZE_TWO"] = 2,
        ["ADAPTER_SIZE_FOUR"] = 4,
        ["ADAPTER_SIZE_EIGHT"] = 8,
        ["ADAPTER_SIZE_SIXTEEN"] = 16,
        ["ADAPTER_SIZE_THIRTY_TWO"] = 32,
    };

    /// <summary>How it thinks, and so the models that are tuned from it.</summary>
    public ThinkingRule Thinking { get; init; } = ThinkingRule.None;

    /// <summary>All that the emulator has.</summary>
    public static IReadOnlyList<TunableModel> All { get; } =
    [
        new("gemini-3.5-flash", 16) { Thinking = ThinkingRule.ByLevel("MEDIUM") },
        new("gemini-3.1-flash-lite", 16) { Thinking = ThinkingRule.ByLevel("MINIMAL") },
        new("gemini-2.5-flash", 16) { Thinking = ThinkingRule.ByBudget(1, 24_576) },
        new("gemini-2.5-flash-lite", 16) { Thinking = ThinkingRule.ByBudget(512, 24_576, isOn: false) },
        new("gemini-2.5-pro", 8) { Thinking = ThinkingRule.ByBudget(128, 32_768) with { CanBeOff = false } },
        new("gemini-2.0-flash-001", 8),
        new("gemini-2.0-flash-lite-001", 8),
        new("gemini-2.5-flash-image", 0),
    ];

    /// <summary>Finds a model, also by <c>publishers/google/models/…</c>; null where there is none.</summary>
    public static TunableModel? Find(string name) =>
        NameRule().Match(name) is { Success: true } match ? All.FirstOrDefault(m => m.Id == match.Groups["id"].Value) : null;

    /// <summary>Whether it can be tuned with an adapter of a size; the default is always one.</summary>
    public bool Takes(string adapterSize) => !s_adapterSizes.TryGetValue(adapterSize, out var size) || size <= LargestAdapter;

    [GeneratedRegex(@"^((projects/[^/]+/locations/[^/]+/)?publishers/google/models/)?(?<id>[^/]+)\z")]
    private static partial Regex NameRule();
}
