namespace GeminiTuning.Emulator.Json;

/// <summary>The enums of <c>google.ai.generativelanguage</c> with the numbers of its protos.</summary>
static class ProtoEnums
{
    const string Package = "google.ai.generativelanguage";

    public static ProtoEnum TunedModelState { get; } = Numbered(
        "TunedModel.State", "STATE_UNSPECIFIED", "CREATING", "ACTIVE", "FAILED");

    public static ProtoEnum GranteeType { get; } = Numbered(
        "Permission.GranteeType", "GRANTEE_TYPE_UNSPECIFIED", "USER", "GROUP", "EVERYONE");

    public static ProtoEnum Role { get; } = Numbered(
        "Permission.Role", "ROLE_UNSPECIFIED", "OWNER", "WRITER", "READER");

    public static ProtoEnum HarmCategory { get; } = Numbered(
        "HarmCategory",
        "HARM_CATEGORY_UNSPECIFIED",
        "HARM_CATEGORY_DEROGATORY",
        "HARM_CATEGORY_TOXICITY",
        "HARM_CATEGORY_VIOLENCE",
        "HARM_CATEGORY_SEXUAL",
        "HARM_CATEGORY_MEDICAL",
        "HARM_CATEGORY_DANGEROUS",
        "HARM_CATEGORY_HARASSMENT",
        "HARM_CATEGORY_HATE_SPEECH",
        "HARM_CATEGORY_SEXUALLY_EXPLICIT",
        "HARM_CATEGORY_DANGEROUS_CONTENT",
        "HARM_CATEGORY_CIVIC_INTEGRITY");

    public static ProtoEnum HarmProbability { get; } = Numbered(
        "SafetyRating.HarmProbability", "HARM_PROBABILITY_UNSPECIFIED", "NEGLIGIBLE", "LOW", "MEDIUM", "HIGH");

    public static ProtoEnum HarmBlockThreshold { get; } = Numbered(
        "SafetySetting.HarmBlockThreshold",
        "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
        "BLOCK_LOW_AND_ABOVE",
        "BLOCK_MEDIUM_AND_ABOVE",
        "BLOCK_ONLY_HIGH",
        "BLOCK_NONE",
        "OFF");

    public static ProtoEnum BlockReason { get; } = Numbered(
        "GenerateContentResponse.PromptFeedback.BlockReason",
        "BLOCK_REASON_UNSPECIFIED",
        "SAFETY",
        "OTHER",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "IMAGE_SAFETY");

    public static ProtoEnum FinishReason { get; } = ProtoEnum.Of(
        Package,
        "Candidate.FinishReason",
        ("FINISH_REASON_UNSPECIFIED", 0),
        ("STOP", 1),
        ("MAX_TOKENS", 2),
        ("SAFETY", 3),
        ("RECITATION", 4),
        ("LANGUAGE", 6),
        ("OTHER", 5),
        ("BLOCKLIST", 7),
        ("PROHIBITED_CONTENT", 8),
        ("SPII", 9),
        ("MALFORMED_FUNCTION_CALL", 10),
        ("IMAGE_SAFETY", 11),
        ("IMAGE_PROHIBITED_CONTENT", 14),
        ("IMAGE_OTHER", 15),
        ("NO_IMAGE", 16),
        ("IMAGE_RECITATION", 17),
        ("UNEXPECTED_TOOL_CALL", 12),
        ("TOO_MANY_TOOL_CALLS", 13));

    public static ProtoEnum ResponseModality { get; } = Numbered(
        "GenerationConfig.Modality", "MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO");

    public static ProtoEnum MediaResolution { get; } = Numbered(
        "GenerationConfig.MediaResolution",
        "MEDIA_RESOLUTION_UNSPECIFIED",
        "MEDIA_RESOLUTION_LOW",
        "MEDIA_RESOLUTION_MEDIUM",
        "MEDIA_RESOLUTION_HIGH");

    public static ProtoEnum Modality { get; } = Numbered(
        "Modality", "MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT");

    static ProtoEnum Numbered(string name, params string[] values) => ProtoEnum.Numbered(Package, name, values);
}
