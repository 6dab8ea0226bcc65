using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>How a model thinks: by levels (Gemini 3 and later) or by a budget of tokens (Gemini 2.5). The values are from Google's page on
/// thinking (docs.cloud.google.com, gemini-enterprise-agent-platform/models/thinking, November 2026).</summary>
/// <param name="Levels">The levels that it takes, the lowest first; none if it has no levels.</param>
/// <param name="Budgets">The smallest and the largest budget other than off and dynamic.</param>
/// <param name="Default">What it does if the request says nothing.</param>
sealed record ThinkingRule(string[] Levels, (int Smallest, int Largest) Budgets, Thinking? Default)
{
    static readonly string[] s_allLevels = ["MINIMAL", "LOW", "MEDIUM", "HIGH"];

    // Gemini 3 also takes the budgets of Gemini 2.5.
    static readonly (int, int) s_anyBudget = (1, 65_536);

    // A higher level weighs more outputs.
    static readonly Dictionary<string, int> s_weighed = new() { ["MINIMAL"] = 0, ["LOW"] = 2, ["MEDIUM"] = 4, ["HIGH"] = 8 };

    /// <summary>Whether thinking can be turned off with a budget of zero.</summary>
    public bool CanBeOff { get; init; } = true;

    /// <summary>A model that doesn't think.</summary>
    public static ThinkingRule None { get; } = new([], (0, 0), Default: null);

    /// <summary>A model with all levels.</summary>
    public static ThinkingRule ByLevel(string level) => new(s_allLevels, s_anyBudget, AtLevel(level));

    /// <summary>A model with a budget, which decides itself how much of it to use unless it's off by default.</summary>
    public static ThinkingRule ByBudget(int smallest, int largest, bool isOn = true) => new([], (smallest, largest), isOn ? AtLevel("MEDIUM") : null);

    /// <summary>Reads how much to think.</summary>
    /// <param name="config">The configuration of a request to generate.</param>
    /// <exception cref="ApiException">The model doesn't support it.</exception>
    public Thinking? Read(JsonObject config)
    {
        if (!config.Has("thinkingConfig"))
            return Default;
        if (this == None)
            throw Refused("", "Unable to submit request because thinking is not supported by this model.");
        var thinking = config.Child("thinkingConfig");
        var asked = thinking.Text("thinkingLevel") is { Length: > 0 } level && level != "THINKING_LEVEL_UNSPECIFIED" ? OfLevel(level)
            : thinking.Int("thinkingBudget") is { } budget ? OfBudget(budget)
            : Default;
        return asked is null ? null : asked with { IsIncluded = thinking.Flag("includeThoughts") };
    }

    Thinking? OfLevel(string level) => Levels.Contains(level) ? AtLevel(level)
        : throw Refused(".thinking_level", Levels.Length == 0
            ? "Thinking level is not supported for this model."
            : $"Thinking level {level} is not supported for this model. Please retry with other thinking level.");

    Thinking? OfBudget(int budget) => budget switch
    {
        -1 => AtLevel("MEDIUM"),
        0 when CanBeOff => null,
        _ when budget >= Budgets.Smallest && budget <= Budgets.Largest => AtLevel("HIGH")! with { MostTokens = budget },
        _ => throw Refused(
            ".thinking_budget",
            $"The thinking budget {budget} is invalid. Please choose a value between {Budgets.Smallest} and {Budgets.Largest}"
            + (CanBeOff ? ", or 0 to turn thinking off." : ".")),
    };

    static Thinking? AtLevel(string level) => s_weighed[level] is > 0 and var weighed ? new Thinking(weighed) : null;

    static ApiException Refused(string field, string message) => ApiException.Invalid($"generation_config.thinking_config{field}", message);
}
