namespace GeminiTuning.Wire;

/// <summary>Reads the values of a response of generateContent.</summary>
static class GenerateMapping
{
    public static TunedModelResponse ToResponse(this WireGenerateResponse wire, GenerationRequest request) => new()
    {
        Prompt = request.Prompt,
        Model = request.Model,
        InputObject = request.InputObject,
        Candidates = (wire.Candidates ?? []).OfType<WireCandidate>().Select(ToCandidate).ToArray(),
        PromptFeedback = wire.PromptFeedback is { } feedback
            ? new PromptFeedback(WireNames.Read<BlockReason>(feedback.BlockReason, "BLOCK_REASON_"), feedback.SafetyRatings.ToRatings())
            {
                BlockReasonName = WireNames.Word(feedback.BlockReason),
                BlockReasonMessage = feedback.BlockReasonMessage,
            }
            : null,
        Usage = new TokenUsage
        {
            PromptTokenCount = wire.UsageMetadata?.PromptTokenCount ?? 0,
            CandidatesTokenCount = wire.UsageMetadata?.CandidatesTokenCount ?? 0,
            ThoughtsTokenCount = wire.UsageMetadata?.ThoughtsTokenCount ?? 0,
            ToolUsePromptTokenCount = wire.UsageMetadata?.ToolUsePromptTokenCount ?? 0,
            TotalTokenCount = wire.UsageMetadata?.TotalTokenCount ?? 0,
        },
        ModelVersion = wire.ModelVersion,
        ResponseId = wire.ResponseId,
    };

    static ResponseCandidate ToCandidate(WireCandidate wire, int position) => new ResponseCandidate
    {
        Index = wire.Index ?? position,
        Text = string.Concat((wire.Content?.Parts ?? []).OfType<WirePart>().Where(part => !part.IsThought).Select(part => part.Text)),
        FinishReason = WireNames.Read<FinishReason>(wire.FinishReason, "FINISH_REASON_"),
        FinishReasonName = WireNames.Word(wire.FinishReason),
        FinishMessage = wire.FinishMessage,
        TokenCount = wire.TokenCount,
        // Zero, which means certain, isn't written.
        AvgLogprobs = wire.AvgLogprobs ?? (wire.LogprobsResult is null ? null : 0),
    }.WithSafetyRatings(wire.SafetyRatings.ToRatings()).WithLogprobs(wire.LogprobsResult.ToLogprobs());

    // The alternatives are a list beside the tokens, with an item for each position.
    static TokenLogprob[] ToLogprobs(this WireLogprobsResult? wire) =>
        [.. (wire?.ChosenCandidates ?? []).Select((chosen, position) => chosen.ToLogprob().WithAlternatives(
            [.. (wire!.TopCandidates?.ElementAtOrDefault(position)?.Candidates ?? []).OfType<WireTokenLogprob>().Select(ToLogprob)]))];

    static TokenLogprob ToLogprob(this WireTokenLogprob? wire) => new(wire?.Token ?? "", wire?.LogProbability);

    static SafetyRating[] ToRatings(this IReadOnlyList<WireSafetyRating?>? wire) =>
        (wire ?? []).OfType<WireSafetyRating>().Select(rating => new SafetyRating(
            WireNames.Read<HarmCategory>(rating.Category, "HARM_CATEGORY_"),
            WireNames.Read<HarmProbability>(rating.Probability, "HARM_PROBABILITY_"),
            rating.Blocked ?? false)).ToArray();
}
