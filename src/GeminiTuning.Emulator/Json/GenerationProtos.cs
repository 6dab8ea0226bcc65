using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>The messages about generating, field by field from the protos; what a text model cannot use is not looked into.</summary>
static class GenerationProtos
{
    public static ProtoMessage Part { get; } = new(
        Text("text").OneOf("data"),
        Any("inline_data").OneOf("data"),
        Any("function_call").OneOf("data"),
        Any("function_response").OneOf("data"),
        Any("file_data").OneOf("data"),
        Any("executable_code").OneOf("data"),
        Any("code_execution_result").OneOf("data"),
        Any("video_metadata"),
        Any("media_resolution"),
        Flag("thought"),
        Text("thought_signature"),
        Any("part_metadata"));

    public static ProtoMessage Content { get; } = new(Message("parts", Part).Many(), Text("role"));

    public static ProtoMessage GenerationConfig { get; } = new(
        Int32("candidate_count"),
        Text("stop_sequences").Many(),
        Int32("max_output_tokens"),
        Float("temperature"),
        Float("top_p"),
        Int32("top_k"),
        Int32("seed"),
        Text("response_mime_type"),
        Raw("response_schema"),
        Raw("response_json_schema"),
        Any("response_json_schema_ordered"),
        Any("_response_json_schema") with { JsonName = "_responseJsonSchema" },
        Float("presence_penalty"),
        Float("frequency_penalty"),
        Flag("response_logprobs"),
        Int32("logprobs"),
        Flag("enable_enhanced_civic_answers"),
        Enum("response_modalities", ProtoEnums.ResponseModality).Many(),
        Any("speech_config"),
        // The protos don't have the level, and the service takes it.
        Message("thinking_config", new(Flag("include_thoughts"), Int32("thinking_budget"), Text("thinking_level"))),
        Any("audio_transcription_config"),
        Any("image_config"),
        Enum("media_resolution", ProtoEnums.MediaResolution));

    public static ProtoMessage Request { get; } = new(
        Text("model"),
        Message("system_instruction", Content),
        Message("contents", Content).Many(),
        Any("tools").Many(),
        Any("tool_config"),
        Message("safety_settings", new(
            Enum("category", ProtoEnums.HarmCategory),
            Enum("threshold", ProtoEnums.HarmBlockThreshold))).Many(),
        Message("generation_config", GenerationConfig),
        Text("cached_content"),

        // The protos don't have these, and Google's SDKs do.
        Map("labels"),
        Text("service_tier"),
        Text("continuation_token"),
        Flag("store"));

    public static ProtoMessage CountTokens { get; } = new(
        Text("model"),
        Message("contents", Content).Many(),
        Message("generate_content_request", Request));

    public static ProtoMessage TokenCount { get; } = new(
        Message("prompt_tokens_details", new(Enum("modality", ProtoEnums.Modality))).Many());

    public static ProtoMessage SafetyRating { get; } = new(
        Enum("category", ProtoEnums.HarmCategory),
        Enum("probability", ProtoEnums.HarmProbability),
        Flag("blocked"));

    public static ProtoMessage Response { get; } = new(
        Message("candidates", new(
            Enum("finish_reason", ProtoEnums.FinishReason),
            Message("safety_ratings", SafetyRating).Many())).Many(),
        Message("prompt_feedback", new(
            Enum("block_reason", ProtoEnums.BlockReason),
            Message("safety_ratings", SafetyRating).Many())));
}
