using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>Vertex AI's messages about generating, field by field from its protos; what a text model cannot use is not looked into.</summary>
static class VertexGenerationProtos
{
    public static ProtoMessage Content { get; } = GenerationProtos.Content;

    public static ProtoMessage GenerationConfig { get; } = new(
        Float("temperature"),
        Float("top_p"),
        Float("top_k"),
        Int32("candidate_count"),
        Int32("max_output_tokens"),
        Text("stop_sequences").Many(),
        Flag("response_logprobs"),
        Int32("logprobs"),
        Float("presence_penalty"),
        Float("frequency_penalty"),
        Int32("seed"),
        Text("response_mime_type"),
        Raw("response_schema"),
        Raw("response_json_schema"),
        Any("routing_config"),
        Flag("audio_timestamp"),
        Enum("response_modalities", ProtoEnums.ResponseModality).Many(),
        Enum("media_resolution", ProtoEnums.MediaResolution),
        Any("speech_config"),
        Message("thinking_config", new(
            Flag("include_thoughts"),
            Int32("thinking_budget"),
            Enum("thinking_level", VertexEnums.ThinkingLevel))),
        Any("model_selection_config"),
        Any("model_config"),
        Any("audio_transcription_config"),
        Flag("enable_affective_dialog"),
        Any("image_config"));

    public static ProtoMessage Request { get; } = new(
        Text("model"),
        Message("contents", Content).Many(),
        Message("system_instruction", Content),
        Text("cached_content"),
        Any("tools").Many(),
        Any("tool_config"),
        Map("labels"),
        Message("safety_settings", new(
            Enum("category", VertexEnums.HarmCategory),
            Enum("threshold", ProtoEnums.HarmBlockThreshold),
            Enum("method", VertexEnums.HarmBlockMethod))).Many(),
        Any("model_armor_config"),
        Message("generation_config", GenerationConfig),

        // The protos don't have these, and Google's SDKs do.
        Text("service_tier"),
        Text("continuation_token"),
        Any("output_config"));

    public static ProtoMessage CountTokens { get; } = new(
        Text("endpoint"),
        Text("model"),
        Any("instances").Many(),
        Message("contents", Content).Many(),
        Message("system_instruction", Content),
        Any("tools").Many(),
        Message("generation_config", GenerationConfig));

    public static ProtoMessage TokenCount { get; } = new(
        Message("prompt_tokens_details", new(Enum("modality", VertexEnums.Modality))).Many());

    /// <summary>A line of a dataset to tune with.</summary>
    public static ProtoMessage TuningExample { get; } = new(
        Message("system_instruction", Content),
        Message("contents", new(Message("parts", GenerationProtos.Part).Many(), Text("role"), Float("weight"))).Many(),
        Any("tools").Many(),
        Any("tool_config"),
        Any("references"));

    /// <summary>A line of a dataset of preference pairs.</summary>
    public static ProtoMessage PreferenceExample { get; } = new(
        Message("system_instruction", Content),
        Message("contents", Content).Many(),
        Message("completions", new(Float("score"), Message("completion", Content))).Many());

    public static ProtoMessage SafetyRating { get; } = new(
        Enum("category", VertexEnums.HarmCategory),
        Enum("probability", ProtoEnums.HarmProbability),
        Flag("blocked"));

    public static ProtoMessage Response { get; } = new(
        Message("candidates", new(
            Enum("finish_reason", VertexEnums.FinishReason),
            Message("safety_ratings", SafetyRating).Many())).Many(),
        Message("prompt_feedback", new(
            Enum("block_reason", VertexEnums.BlockedReason),
            Message("safety_ratings", SafetyRating).Many())),
        Message("usage_metadata", new(Enum("traffic_type", VertexEnums.TrafficType))));
}
