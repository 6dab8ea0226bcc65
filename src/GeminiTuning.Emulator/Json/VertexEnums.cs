namespace GeminiTuning.Emulator.Json;

/// <summary>The enums of <c>google.cloud.aiplatform</c> with the numbers of its protos, where they are not those of the
/// Gemini API.</summary>
static class VertexEnums
{
    const string Package = "google.cloud.aiplatform";

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

    public static ProtoEnum TimeSeriesValueType { get; } = Numbered(
        "TensorboardTimeSeries.ValueType", "VALUE_TYPE_UNSPECIFIED", "SCALAR", "TENSOR", "BLOB_SEQUENCE");

    public static ProtoEnum ComputationBasedMetricType { get; } = Numbered(
        "ComputationBasedMetricSpec.ComputationBasedMetricType", "COMPUTATION_BASED_METRIC_TYPE_UNSPECIFIED", "EXACT_MATCH", "BLEU", "ROUGE");

    public static ProtoEnum AggregationMetric { get; } = Numbered(
        "Metric.AggregationMetric",
        "AGGREGATION_METRIC_UNSPECIFIED",
        "AVERAGE",
        "MODE",
        "STANDARD_DEVIATION",
        "VARIANCE",
        "MINIMUM",
        "MAXIMUM",
        "MEDIAN",
        "PERCENTILE_P90",
        "PERCENTILE_P95",
        "PERCENTILE_P99");

    public static ProtoEnum AdapterSize { get; } = ProtoEnum.Of(
        Package,
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

    public static ProtoEnum BlockedReason { get; } = Numbered(
        "GenerateContentResponse.PromptFeedback.BlockedReason",
        "BLOCKED_REASON_UNSPECIFIED",
        "SAFETY",
        "OTHER",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "MODEL_ARMOR",
        "JAILBREAK");

    public static ProtoEnum TrafficType { get; } = ProtoEnum.Of(
        Package,
        "GenerateContentResponse.UsageMetadata.TrafficType",
        ("TRAFFIC_TYPE_UNSPECIFIED", 0),
        ("ON_DEMAND", 1),
        ("ON_DEMAND_PRIORITY", 3),
        ("ON_DEMAND_FLEX", 4),
        ("PROVISIONED_THROUGHPUT", 2));

    public static ProtoEnum Modality { get; } = Numbered(
        "Modality", "MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT");

    public static ProtoEnum ModelSourceType { get; } = Numbered(
        "ModelSourceInfo.ModelSourceType",
        "MODEL_SOURCE_TYPE_UNSPECIFIED",
        "AUTOML",
        "CUSTOM",
        "BQML",
        "MODEL_GARDEN",
        "GENIE",
        "CUSTOM_TEXT_EMBEDDING",
        "MARKETPLACE");

    public static ProtoEnum TuningMode { get; } = Numbered(
        "SupervisedTuningSpec.TuningMode", "TUNING_MODE_UNSPECIFIED", "TUNING_MODE_FULL", "TUNING_MODE_PEFT_ADAPTER");

    public static ProtoEnum OpenSourceCategory { get; } = Numbered(
        "PublisherModel.OpenSourceCategory", "OPEN_SOURCE_CATEGORY_UNSPECIFIED", "PROPRIETARY");

    public static ProtoEnum LaunchStage { get; } = Numbered(
        "PublisherModel.LaunchStage", "LAUNCH_STAGE_UNSPECIFIED", "EXPERIMENTAL", "PRIVATE_PREVIEW", "PUBLIC_PREVIEW", "GA");

    static ProtoEnum Numbered(string name, params string[] values) => ProtoEnum.Numbered(Package, name, values);
}
