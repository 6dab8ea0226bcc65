namespace GeminiTuning.Emulator.Json;

/// <summary>The enums of <c>google.cloud.aiplatform.v1</c> with the numbers of its protos, where they are not those of the
/// Gemini API.</summary>
static class VertexEnums
{
    public static ProtoEnum JobState { get; } = Numbered(
        "JobState",
        "JOB_STATE_UNSPECIFIED",
        "JOB_STATE_QUEUED",
        "JOB_STATE_PENDING",
        "JOB_STATE_RUNNING",
        "JOB_STATE_SUCCEEDED",
        "JOB_STATE_FAILED",
        "JOB_STATE_CANCELLING",
        "JOB_STATE_CANCELLED",
        "JOB_STATE_PAUSED",
        "JOB_STATE_EXPIRED",
        "JOB_STATE_UPDATING",
        "JOB_STATE_PARTIALLY_SUCCEEDED");

    /// <summary>No published proto has it: the order is that of the reference (inferred).</summary>
    public static ProtoEnum TuningJobState { get; } = Numbered(
        "TuningJob.TuningJobState",
        "TUNING_JOB_STATE_UNSPECIFIED",
        "TUNING_JOB_STATE_WAITING_FOR_QUOTA",
        "TUNING_JOB_STATE_PROCESSING_DATASET",
        "TUNING_JOB_STATE_WAITING_FOR_CAPACITY",
        "TUNING_JOB_STATE_TUNING",
        "TUNING_JOB_STATE_POST_PROCESSING");

    public static ProtoEnum AdapterSize { get; } = Of(
        "SupervisedHyperParameters.AdapterSize",
        ("ADAPTER_SIZE_UNSPECIFIED", 0),
        ("ADAPTER_SIZE_ONE", 1),
        ("ADAPTER_SIZE_TWO", 6),
        ("ADAPTER_SIZE_FOUR", 2),
        ("ADAPTER_SIZE_EIGHT", 3),
        ("ADAPTER_SIZE_SIXTEEN", 4),
        ("ADAPTER_SIZE_THIRTY_TWO", 5));

    public static ProtoEnum HarmCategory { get; } = Numbered(
        "HarmCategory",
        "HARM_CATEGORY_UNSPECIFIED",
        "HARM_CATEGORY_HATE_SPEECH",
        "HARM_CATEGORY_DANGEROUS_CONTENT",
        "HARM_CATEGORY_HARASSMENT",
        "HARM_CATEGORY_SEXUALLY_EXPLICIT",
        "HARM_CATEGORY_CIVIC_INTEGRITY",
        "HARM_CATEGORY_JAILBREAK");

    public static ProtoEnum HarmBlockMethod { get; } = Numbered(
        "SafetySetting.HarmBlockMethod", "HARM_BLOCK_METHOD_UNSPECIFIED", "SEVERITY", "PROBABILITY");

    public static ProtoEnum ThinkingLevel { get; } = Numbered(
        "GenerationConfig.ThinkingConfig.ThinkingLevel", "THINKING_LEVEL_UNSPECIFIED", "LOW", "MEDIUM", "HIGH", "MINIMAL");

    public static ProtoEnum FinishReason { get; } = Numbered(
        "Candidate.FinishReason",
        "FINISH_REASON_UNSPECIFIED",
        "STOP",
        "MAX_TOKENS",
        "SAFETY",
        "RECITATION",
        "OTHER",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "MALFORMED_FUNCTION_CALL",
        "MODEL_ARMOR");

    static ProtoEnum Numbered(string name, params string[] values) => Of(name, [.. values.Select((v, i) => (v, i))]);

    static ProtoEnum Of(string name, params (string Name, int Number)[] values) => new(
        $"google.cloud.aiplatform.v1.{name}", values.ToDictionary(v => v.Name, v => v.Number, StringComparer.Ordinal));
}
