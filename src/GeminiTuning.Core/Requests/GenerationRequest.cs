using System.Collections.ObjectModel;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>A prompt, whom to ask, and how. What is null is left to the model's own settings.</summary>
public sealed record GenerationRequest
{
    /// <summary>The model: <c>tunedModels/ID</c>; on Vertex AI the tuning job, the model or the endpoint.</summary>
    public required string Model { get; init; }

    /// <summary>Whether <see cref="Model"/> is a base model, such as the one that a tuned model is compared with: <c>models/ID</c>, on
    /// Vertex AI the ID alone.</summary>
    public bool IsBaseModel { get; init; }

    /// <summary>The prompt: 1 to 40,000 characters; on Vertex AI as many as its model takes.</summary>
    public required string Prompt { get; init; }

    /// <summary>The checkpoint to ask, by its ID; null for the model as it was in the end. On Vertex AI alone.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>What the model is told beforehand; null for nothing. On Vertex AI alone.</summary>
    public string? SystemInstruction { get; init; }

    /// <summary>How freely it answers: 0 (the likeliest answer) to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>It picks among the likeliest tokens that sum up to this probability: 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>It picks among this many of the likeliest tokens: 1 or more.</summary>
    public int? TopK { get; init; }

    /// <summary>The most tokens of an answer: 1 or more.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>How many answers to give: 1 to 8.</summary>
    public int? CandidateCount { get; init; }

    /// <summary>Makes answers repeatable, as far as the service can.</summary>
    public int? Seed { get; init; }

    /// <summary>How much the model thinks before it responds; null for the model's default. Vertex AI, Gemini 3 and later.</summary>
    public ThinkingLevel? ThinkingLevel { get; init; }

    /// <summary>The maximum number of tokens for thinking: 0 turns thinking off, if the model allows it, and -1 lets the model
    /// decide; null for the model's default. Vertex AI, Gemini 2.5.</summary>
    public int? ThinkingBudget { get; init; }

    /// <summary>The media type of the response: <c>text/plain</c>, <c>application/json</c>, or <c>text/x.enum</c>; null for plain
    /// text. Vertex AI only.</summary>
    public string? ResponseMimeType { get; init; }

    /// <summary>The schema of a JSON response, as a JSON object in the service's subset of OpenAPI 3.0; null for none. Vertex AI only.</summary>
    public JsonElement? ResponseSchema { get; init; }

    /// <summary>Whether the response contains the log probability of each of its tokens. Vertex AI only.</summary>
    public bool ResponseLogprobs { get; init; }

    /// <summary>The number of most likely tokens to return at each position, with their log probabilities: 1 to 20; null for none.
    /// Requires <see cref="ResponseLogprobs"/>. Vertex AI only.</summary>
    public int? Logprobs { get; init; }

    /// <summary>Texts that end an answer: at most 5.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>From which probability on an answer is held back, a category each.</summary>
    public IReadOnlyDictionary<HarmCategory, HarmBlockThreshold> SafetySettings { get; init; } =
        ReadOnlyDictionary<HarmCategory, HarmBlockThreshold>.Empty;

    /// <summary>Whether the request says how much to think.</summary>
    public bool HasThinking => ThinkingLevel is not null || ThinkingBudget is not null;

    /// <summary>The object that the prompt was taken from.</summary>
    public object? InputObject { get; init; }
}
