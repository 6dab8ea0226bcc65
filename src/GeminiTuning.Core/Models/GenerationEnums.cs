using System.Text.Json.Serialization;

namespace GeminiTuning;

// The members have the names from generative_service.proto, content.proto, and safety.proto (v1beta), from
// google/cloud/aiplatform/v1, and from Google's SDKs (@google/genai 3.3), in Pascal case and without their prefix: HARM_CATEGORY_HARASSMENT is Harassment. A value that a later
// version of a service adds is read as Unknown.
// The enums of all objects that cmdlets write are based on long. ConvertTo-Json writes those by name, and others as numbers; its other
// way, an attribute of Newtonsoft.Json, would be a package that a program without PowerShell needs. The attribute here is for
// System.Text.Json.

/// <summary>Why the model stopped generating a response.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FinishReason>))]
public enum FinishReason : long
{
    /// <summary>The service gave no reason. In a stream, more of the response follows.</summary>
    Unspecified,
    /// <summary>A reason that this version doesn't know.</summary>
    Unknown,
    /// <summary>The response is complete, or the model reached a stop sequence.</summary>
    Stop,
    /// <summary>The response reached the maximum number of output tokens.</summary>
    MaxTokens,
    /// <summary>Blocked for safety.</summary>
    Safety,
    /// <summary>Blocked because it recites existing text.</summary>
    Recitation,
    /// <summary>Blocked because of its language.</summary>
    Language,
    /// <summary>Another reason.</summary>
    Other,
    /// <summary>Blocked because it contains forbidden terms.</summary>
    Blocklist,
    /// <summary>Blocked because it contains prohibited content.</summary>
    ProhibitedContent,
    /// <summary>Blocked because it contains sensitive personal data.</summary>
    Spii,
    /// <summary>The model generated an invalid function call.</summary>
    MalformedFunctionCall,
    /// <summary>Blocked because a generated image is unsafe.</summary>
    ImageSafety,
    /// <summary>Blocked by Model Armor (Vertex AI).</summary>
    ModelArmor,
    /// <summary>A generated image contains prohibited content.</summary>
    ImageProhibitedContent,
    /// <summary>An image was requested, but the model generated none.</summary>
    NoImage,
    /// <summary>A generated image recites an existing image.</summary>
    ImageRecitation,
    /// <summary>A generated image was blocked for another reason.</summary>
    ImageOther,
    /// <summary>The model called a tool that isn't in the request.</summary>
    UnexpectedToolCall,
    /// <summary>The model called too many tools in a row.</summary>
    TooManyToolCalls,
    /// <summary>The request lacks a thought signature of an earlier turn.</summary>
    MissingThoughtSignature,
    /// <summary>The response is malformed.</summary>
    MalformedResponse,
    /// <summary>Blocked by an escalation rule (Gemini Developer API).</summary>
    Escalation,
    /// <summary>The account is restricted because of violations of the Prohibited Use Policy (Gemini Developer API).</summary>
    PupLimitedDisabled,
    /// <summary>The response reached the token limit of a request and isn't complete.</summary>
    Continuation,
}

/// <summary>Why a prompt was blocked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlockReason>))]
public enum BlockReason : long
{
    /// <summary>The prompt wasn't blocked.</summary>
    Unspecified,
    /// <summary>A reason that this version doesn't know.</summary>
    Unknown,
    /// <summary>Safety. The safety ratings contain the category.</summary>
    Safety,
    /// <summary>Another reason.</summary>
    Other,
    /// <summary>Forbidden terms.</summary>
    Blocklist,
    /// <summary>Prohibited content.</summary>
    ProhibitedContent,
    /// <summary>An unsafe generated image.</summary>
    ImageSafety,
    /// <summary>Model Armor (Vertex AI).</summary>
    ModelArmor,
    /// <summary>An attempt to bypass the safety rules of the model (Vertex AI).</summary>
    Jailbreak,
}

/// <summary>A category of harmful content.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HarmCategory>))]
public enum HarmCategory : long
{
    /// <summary>The service gave no category.</summary>
    Unspecified,
    /// <summary>A category that this version doesn't know.</summary>
    Unknown,
    /// <summary>Negative or harmful comments about an identity or a protected attribute (PaLM).</summary>
    Derogatory,
    /// <summary>Rude or profane content (PaLM).</summary>
    Toxicity,
    /// <summary>Violence (PaLM).</summary>
    Violence,
    /// <summary>Sexual acts or lewd content (PaLM).</summary>
    Sexual,
    /// <summary>Unchecked medical advice (PaLM).</summary>
    Medical,
    /// <summary>Content that promotes harmful acts (PaLM).</summary>
    Dangerous,
    /// <summary>Harassment.</summary>
    Harassment,
    /// <summary>Hate speech.</summary>
    HateSpeech,
    /// <summary>Sexually explicit content.</summary>
    SexuallyExplicit,
    /// <summary>Dangerous content.</summary>
    DangerousContent,
    /// <summary>Content that may harm civic integrity.</summary>
    CivicIntegrity,
    /// <summary>An attempt to bypass the safety rules of the model (Vertex AI).</summary>
    Jailbreak,
    /// <summary>A hateful image (Vertex AI).</summary>
    ImageHate,
    /// <summary>An image with dangerous content (Vertex AI).</summary>
    ImageDangerousContent,
    /// <summary>A harassing image (Vertex AI).</summary>
    ImageHarassment,
    /// <summary>A sexually explicit image (Vertex AI).</summary>
    ImageSexuallyExplicit,
}

/// <summary>The probability that a text belongs to a harm category.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HarmProbability>))]
public enum HarmProbability : long
{
    /// <summary>The service gave no probability.</summary>
    Unspecified,
    /// <summary>A probability that this version doesn't know.</summary>
    Unknown,
    /// <summary>Negligible.</summary>
    Negligible,
    /// <summary>Low.</summary>
    Low,
    /// <summary>Medium.</summary>
    Medium,
    /// <summary>High.</summary>
    High,
}

/// <summary>The probability of harm from which a text is blocked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HarmBlockThreshold>))]
public enum HarmBlockThreshold : long
{
    /// <summary>The default of the service.</summary>
    Unspecified,
    /// <summary>Block a low, medium, or high probability.</summary>
    BlockLowAndAbove,
    /// <summary>Block a medium or high probability.</summary>
    BlockMediumAndAbove,
    /// <summary>Block only a high probability.</summary>
    BlockOnlyHigh,
    /// <summary>Block nothing.</summary>
    BlockNone,
    /// <summary>Turn the filter off.</summary>
    Off,
}

/// <summary>How much a model thinks before it responds (Gemini 3 and later). Not every model supports every level.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThinkingLevel>))]
public enum ThinkingLevel : long
{
    /// <summary>As little as possible.</summary>
    Minimal,
    /// <summary>A little.</summary>
    Low,
    /// <summary>A medium amount.</summary>
    Medium,
    /// <summary>As much as the model considers useful.</summary>
    High,
    /// <summary>More than high. In November 2026, Google's SDKs have this level, and Google's page on thinking lists no model for it.</summary>
    Xhigh,
}
