namespace GeminiTuning;

// The members are the names of generative_service.proto, content.proto and safety.proto (v1beta), and of those of
// google/cloud/aiplatform/v1, in Pascal case without their prefix: HARM_CATEGORY_HARASSMENT is Harassment. What a later
// version of a service adds reads as Unknown.

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The service gave none; in a stream: there is more to come.</summary>
    Unspecified,
    /// <summary>A reason that this version does not know.</summary>
    Unknown,
    /// <summary>The model was done, or met a stop sequence.</summary>
    Stop,
    /// <summary>The most tokens that were asked for were reached.</summary>
    MaxTokens,
    /// <summary>Held back for safety.</summary>
    Safety,
    /// <summary>Held back because it recites.</summary>
    Recitation,
    /// <summary>Held back for its language.</summary>
    Language,
    /// <summary>Another reason.</summary>
    Other,
    /// <summary>Held back for forbidden terms.</summary>
    Blocklist,
    /// <summary>Held back for prohibited content.</summary>
    ProhibitedContent,
    /// <summary>Held back for sensitive personal data.</summary>
    Spii,
    /// <summary>The model made a function call that is not valid.</summary>
    MalformedFunctionCall,
    /// <summary>Held back for the safety of a generated image.</summary>
    ImageSafety,
    /// <summary>Held back by Model Armor (Vertex AI).</summary>
    ModelArmor,
    /// <summary>A generated image has prohibited content.</summary>
    ImageProhibitedContent,
    /// <summary>The model was to generate an image and didn't.</summary>
    NoImage,
    /// <summary>A generated image recites.</summary>
    ImageRecitation,
    /// <summary>A generated image was held back for another reason.</summary>
    ImageOther,
    /// <summary>The model called a tool that the request didn't offer.</summary>
    UnexpectedToolCall,
    /// <summary>The model called too many tools in a row.</summary>
    TooManyToolCalls,
    /// <summary>The request lacks a thought signature of an earlier turn.</summary>
    MissingThoughtSignature,
    /// <summary>The model's answer is malformed.</summary>
    MalformedResponse,
}

/// <summary>Why a prompt was blocked.</summary>
public enum BlockReason
{
    /// <summary>It was not.</summary>
    Unspecified,
    /// <summary>A reason that this version does not know.</summary>
    Unknown,
    /// <summary>For safety: the ratings say which category.</summary>
    Safety,
    /// <summary>Another reason.</summary>
    Other,
    /// <summary>For forbidden terms.</summary>
    Blocklist,
    /// <summary>For prohibited content.</summary>
    ProhibitedContent,
    /// <summary>For the safety of a generated image.</summary>
    ImageSafety,
    /// <summary>By Model Armor (Vertex AI).</summary>
    ModelArmor,
    /// <summary>As an attempt to talk the model out of its limits (Vertex AI).</summary>
    Jailbreak,
}

/// <summary>What a text is rated for.</summary>
public enum HarmCategory
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A category that this version does not know.</summary>
    Unknown,
    /// <summary>Negative or harmful about an identity or a protected attribute (PaLM).</summary>
    Derogatory,
    /// <summary>Rude or profane (PaLM).</summary>
    Toxicity,
    /// <summary>Violence (PaLM).</summary>
    Violence,
    /// <summary>Sexual acts or lewd content (PaLM).</summary>
    Sexual,
    /// <summary>Unchecked medical advice (PaLM).</summary>
    Medical,
    /// <summary>Promotes harmful acts (PaLM).</summary>
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
    /// <summary>An attempt to talk the model out of its limits (Vertex AI).</summary>
    Jailbreak,
    /// <summary>An image with hate speech (Vertex AI).</summary>
    ImageHate,
    /// <summary>An image with dangerous content (Vertex AI).</summary>
    ImageDangerousContent,
    /// <summary>An image that harasses (Vertex AI).</summary>
    ImageHarassment,
    /// <summary>A sexually explicit image (Vertex AI).</summary>
    ImageSexuallyExplicit,
}

/// <summary>How likely a text is of a category.</summary>
public enum HarmProbability
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A probability that this version does not know.</summary>
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

/// <summary>From which probability on a text is held back.</summary>
public enum HarmBlockThreshold
{
    /// <summary>The service's default.</summary>
    Unspecified,
    /// <summary>From low on.</summary>
    BlockLowAndAbove,
    /// <summary>From medium on.</summary>
    BlockMediumAndAbove,
    /// <summary>High alone.</summary>
    BlockOnlyHigh,
    /// <summary>Nothing is held back.</summary>
    BlockNone,
    /// <summary>The filter is off.</summary>
    Off,
}
