using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

/// <summary>A response of generateContent. Every field may be missing.</summary>
[JsonConverter(typeof(GenerateReading))]
sealed record WireGenerateResponse : WireAnswer
{
    public IReadOnlyList<ResponseCandidate> Candidates { get; set; } = [];
    public PromptFeedback? PromptFeedback { get; set; }
    public TokenUsage Usage { get; set; } = s_noUsage;
    public string? ModelVersion { get; set; }
    public string? ResponseId { get; set; }

    static readonly TokenUsage s_noUsage = new();

    /// <summary>The response to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The names of the model, whichever of them the request has.</param>
    public TunedModelResponse ToResponse(GenerationRequest request, ModelNames names) => new()
    {
        Prompt = request.Prompt,
        Model = names.Name,
        ModelDisplayName = names.DisplayName,
        InputObject = request.InputObject,
        Candidates = Candidates,
        PromptFeedback = PromptFeedback,
        Usage = Usage,
        ModelVersion = ModelVersion,
        ResponseId = ResponseId,
    };
}

/// <summary>Reads a response of generateContent. It's read directly, because every prompt has one: the metadata of System.Text.Json
/// would need a message for each level, and compile about 45 methods for each type of value. If a field is there twice, the last one counts.</summary>
sealed class GenerateReading : JsonConverter<WireGenerateResponse>
{
    public override WireGenerateResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var response = new WireGenerateResponse();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("candidates"u8))
                response.Candidates = ReadCandidates(ref reader);
            else if (reader.ValueTextEquals("promptFeedback"u8))
                response.PromptFeedback = ReadFeedback(ref reader);
            else if (reader.ValueTextEquals("usageMetadata"u8))
                response.Usage = ReadUsage(ref reader);
            else if (reader.ValueTextEquals("modelVersion"u8))
                response.ModelVersion = reader.ReadText();
            else if (reader.ValueTextEquals("responseId"u8))
                response.ResponseId = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8))
                response.Error = reader.ReadElement();
            else
                reader.TrySkip();
        return response;
    }

    public override void Write(Utf8JsonWriter writer, WireGenerateResponse value, JsonSerializerOptions options) => throw new NotSupportedException();

    static List<ResponseCandidate> ReadCandidates(ref Utf8JsonReader reader)
    {
        var candidates = new List<ResponseCandidate>(1);
        if (reader.ReadArray())
            while (reader.NextItem())
                if (reader.TokenType != JsonTokenType.Null)
                    candidates.Add(ReadCandidate(ref reader, candidates.Count));
        return candidates;
    }

    static ResponseCandidate ReadCandidate(ref Utf8JsonReader reader, int position)
    {
        int? index = null, tokenCount = null;
        string? text = null, finishReason = null, finishMessage = null;
        double? avgLogprobs = null;
        List<SafetyRating>? ratings = null;
        TokenLogprob[]? logprobs = null;
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("content"u8))
                text = ReadContent(ref reader);
            else if (reader.ValueTextEquals("finishReason"u8))
                finishReason = reader.ReadWord();
            else if (reader.ValueTextEquals("index"u8))
                index = reader.ReadCount();
            else if (reader.ValueTextEquals("finishMessage"u8))
                finishMessage = reader.ReadText();
            else if (reader.ValueTextEquals("safetyRatings"u8))
                ratings = reader.ReadItems(ReadRating);
            else if (reader.ValueTextEquals("tokenCount"u8))
                tokenCount = reader.ReadCount();
            else if (reader.ValueTextEquals("avgLogprobs"u8))
                avgLogprobs = reader.ReadLogprob();
            else if (reader.ValueTextEquals("logprobsResult"u8))
                logprobs = ReadLogprobs(ref reader);
            else
                reader.TrySkip();
        var candidate = new ResponseCandidate
        {
            Index = index ?? position,
            Text = text ?? "",
            FinishReason = WireNames.Read<FinishReason>(finishReason, "FINISH_REASON_"),
            FinishReasonName = WireNames.Word(finishReason),
            FinishMessage = finishMessage,
            TokenCount = tokenCount,
            // Zero, which means certain, isn't written.
            AvgLogprobs = avgLogprobs ?? (logprobs is null ? null : 0),
        };
        candidate = ratings is null ? candidate : candidate.WithSafetyRatings(ratings);
        return logprobs is null ? candidate : candidate.WithLogprobs(logprobs);
    }

    static string ReadContent(ref Utf8JsonReader reader)
    {
        List<string>? texts = null;
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("parts"u8))
                    texts = ReadParts(ref reader);
                else
                    reader.TrySkip();
        return texts switch
        {
            null => "",
            [var only] => only,
            _ => string.Concat(texts),
        };
    }

    static List<string> ReadParts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>(1);
        if (reader.ReadArray())
            while (reader.NextItem())
                if (reader.TokenType != JsonTokenType.Null && ReadPart(ref reader) is { } text)
                    texts.Add(text);
        return texts;
    }

    // The text of a part, character by character: it's what a model answered. A thought is no part of the response.
    static string? ReadPart(ref Utf8JsonReader reader)
    {
        string? text = null;
        var isThought = false;
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("text"u8))
                text = reader.ReadContent();
            else if (reader.ValueTextEquals("thought"u8))
                isThought = reader.ReadTruth();
            else
                reader.TrySkip();
        return isThought ? null : text;
    }

    static PromptFeedback? ReadFeedback(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        string? reason = null, message = null;
        List<SafetyRating> ratings = [];
        while (reader.NextField())
            if (reader.ValueTextEquals("blockReason"u8))
                reason = reader.ReadWord();
            else if (reader.ValueTextEquals("blockReasonMessage"u8))
                message = reader.ReadText();
            else if (reader.ValueTextEquals("safetyRatings"u8))
                ratings = reader.ReadItems(ReadRating);
            else
                reader.TrySkip();
        return new PromptFeedback(WireNames.Read<BlockReason>(reason, "BLOCK_REASON_"), ratings)
        {
            BlockReasonName = WireNames.Word(reason),
            BlockReasonMessage = message,
        };
    }

    static SafetyRating ReadRating(ref Utf8JsonReader reader)
    {
        string? category = null, probability = null;
        var isBlocked = false;
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("category"u8))
                category = reader.ReadWord();
            else if (reader.ValueTextEquals("probability"u8))
                probability = reader.ReadWord();
            else if (reader.ValueTextEquals("blocked"u8))
                isBlocked = reader.ReadTruth();
            else
                reader.TrySkip();
        return new SafetyRating(WireNames.Read<HarmCategory>(category, "HARM_CATEGORY_"), WireNames.Read<HarmProbability>(probability, "HARM_PROBABILITY_"), isBlocked);
    }

    static TokenUsage ReadUsage(ref Utf8JsonReader reader)
    {
        int? prompt = null, candidates = null, thoughts = null, tools = null, total = null;
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("promptTokenCount"u8))
                    prompt = reader.ReadCount();
                else if (reader.ValueTextEquals("candidatesTokenCount"u8))
                    candidates = reader.ReadCount();
                else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
                    thoughts = reader.ReadCount();
                else if (reader.ValueTextEquals("toolUsePromptTokenCount"u8))
                    tools = reader.ReadCount();
                else if (reader.ValueTextEquals("totalTokenCount"u8))
                    total = reader.ReadCount();
                else
                    reader.TrySkip();
        return new TokenUsage
        {
            PromptTokenCount = prompt ?? 0,
            CandidatesTokenCount = candidates ?? 0,
            ThoughtsTokenCount = thoughts ?? 0,
            ToolUsePromptTokenCount = tools ?? 0,
            TotalTokenCount = total ?? 0,
        };
    }

    // The alternatives are a list beside the tokens, with an item for each position.
    static TokenLogprob[]? ReadLogprobs(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        List<TokenLogprob?> chosen = [];
        List<List<TokenLogprob?>> alternatives = [];
        while (reader.NextField())
            if (reader.ValueTextEquals("chosenCandidates"u8))
                chosen = ReadTokens(ref reader);
            else if (reader.ValueTextEquals("topCandidates"u8))
                alternatives = ReadAlternatives(ref reader);
            else
                reader.TrySkip();
        return [.. chosen.Select((token, position) => (token ?? new TokenLogprob("", null))
            .WithAlternatives([.. (alternatives.ElementAtOrDefault(position) ?? []).OfType<TokenLogprob>()]))];
    }

    static List<List<TokenLogprob?>> ReadAlternatives(ref Utf8JsonReader reader)
    {
        var alternatives = new List<List<TokenLogprob?>>();
        if (reader.ReadArray())
            while (reader.NextItem())
                alternatives.Add(reader.TokenType == JsonTokenType.Null ? [] : ReadPosition(ref reader));
        return alternatives;
    }

    static List<TokenLogprob?> ReadPosition(ref Utf8JsonReader reader)
    {
        List<TokenLogprob?> tokens = [];
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("candidates"u8))
                tokens = ReadTokens(ref reader);
            else
                reader.TrySkip();
        return tokens;
    }

    static List<TokenLogprob?> ReadTokens(ref Utf8JsonReader reader)
    {
        var tokens = new List<TokenLogprob?>();
        if (reader.ReadArray())
            while (reader.NextItem())
                tokens.Add(reader.TokenType == JsonTokenType.Null ? null : ReadToken(ref reader));
        return tokens;
    }

    static TokenLogprob ReadToken(ref Utf8JsonReader reader)
    {
        string? token = null;
        double? logprob = null;
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("token"u8))
                token = reader.ReadContent();
            else if (reader.ValueTextEquals("logProbability"u8))
                logprob = reader.ReadLogprob();
            else
                reader.TrySkip();
        return new TokenLogprob(token ?? "", logprob);
    }
}
