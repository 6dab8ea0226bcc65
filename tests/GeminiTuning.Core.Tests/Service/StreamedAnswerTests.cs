namespace GeminiTuning.Tests.Service;

/// <summary>A streamed answer says how it ended, in whichever of its pieces that came.</summary>
public sealed class StreamedAnswerTests
{
    static TunedModelResponse? Ending(params TunedModelResponse[] pieces)
    {
        var answer = new StreamedAnswer();
        foreach (var piece in pieces)
            answer.Add(piece);
        return answer.Ending;
    }

    static TunedModelResponse Piece(string? text = null, string? reason = null, TokenUsage? usage = null, BlockReason? blocked = null) => new()
    {
        Model = "tunedModels/a",
        Prompt = "p",
        Candidates = text is null && reason is null ? [] : [new ResponseCandidate
        {
            Text = text ?? "",
            FinishReason = reason is null ? FinishReason.Unspecified : Enum.Parse<FinishReason>(reason),
            FinishReasonName = reason?.ToUpperInvariant(),
        }],
        Usage = usage ?? new TokenUsage(),
        PromptFeedback = blocked is { } why ? new PromptFeedback(why, []) : null,
    };

    static readonly TokenUsage s_usage = new() { PromptTokenCount = 5, CandidatesTokenCount = 2, TotalTokenCount = 7 };

    [Fact]
    public void Nothing_at_all_has_no_ending() => Assert.Null(Ending());

    [Fact]
    public void The_last_reason_counts() => Assert.Equal(FinishReason.Safety, Ending(Piece("Half "), Piece("an answer", "Safety"))!.FinishReason);

    [Fact]
    public void A_reason_outlasts_pieces_without_one()
    {
        var ending = Ending(Piece("All", "Recitation"), Piece(""), Piece(usage: s_usage))!;
        Assert.Equal((FinishReason.Recitation, "RECITATION", s_usage), (ending.FinishReason, ending.Candidates[0].FinishReasonName, ending.Usage));
    }

    [Fact]
    public void A_blocked_prompt_stays_blocked() => Assert.Equal(BlockReason.Safety, Ending(Piece(blocked: BlockReason.Safety), Piece(usage: s_usage))!.PromptFeedback!.BlockReason);

    [Fact]
    public void Counts_that_came_early_are_kept() => Assert.Equal(s_usage, Ending(Piece("All", usage: s_usage), Piece(null, "Stop"))!.Usage);

    [Theory]
    [InlineData(10, 5, 285, 0, 300, "10 in, 5 out, 285 thinking")]
    [InlineData(10, 5, 0, 0, 15, "10 in, 5 out")]
    [InlineData(10, 5, 1, 4, 20, "10 in, 5 out, 1 thinking, 4 tools")]
    [InlineData(10, 5, 0, 0, 18, "10 in, 5 out, 3 other")]
    [InlineData(10, 0, 0, 0, 0, "10 in, 0 out")]
    public void The_text_of_a_usage_adds_up(int prompt, int candidates, int thoughts, int tools, int total, string text) => Assert.Equal(text, new TokenUsage
    {
        PromptTokenCount = prompt,
        CandidatesTokenCount = candidates,
        ThoughtsTokenCount = thoughts,
        ToolUsePromptTokenCount = tools,
        TotalTokenCount = total,
    }.ToString());
}
