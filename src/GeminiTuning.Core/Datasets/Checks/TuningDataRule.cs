using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The rules that examples are checked by. about_GeminiTuning_Datasets explains each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningDataRule>))]
public enum TuningDataRule : long
{
    /// <summary>An object can't be read as an example.</summary>
    Unreadable,

    /// <summary>An input or an output is empty.</summary>
    Empty,

    /// <summary>A text isn't valid Unicode.</summary>
    InvalidText,

    /// <summary>A text is longer than the service takes.</summary>
    TooLong,

    /// <summary>An example has what the service doesn't take, such as a chat.</summary>
    Unsupported,

    /// <summary>Some examples are preference pairs, and others aren't.</summary>
    MixedMethod,

    /// <summary>Both outputs of a preference pair are the same.</summary>
    EqualOutputs,

    /// <summary>The roles of a chat are out of order, or it doesn't end with the model.</summary>
    ChatOrder,

    /// <summary>The dataset is larger than the service takes.</summary>
    TooLarge,

    /// <summary>There are fewer examples than advised.</summary>
    FewExamples,

    /// <summary>The validation dataset is larger than the service takes or advises.</summary>
    ValidationSize,

    /// <summary>The same input has different outputs.</summary>
    Conflict,

    /// <summary>An example is in the dataset twice.</summary>
    Duplicate,

    /// <summary>An input is the same as another or nearly so, but for case, white space or a few words.</summary>
    NearDuplicate,

    /// <summary>A training example is in the validation dataset too.</summary>
    Leakage,

    /// <summary>All outputs are the same.</summary>
    SingleOutput,

    /// <summary>One output is much more frequent than another.</summary>
    Imbalance,

    /// <summary>An output has very few examples.</summary>
    RareOutput,

    /// <summary>All texts begin with the same words.</summary>
    CommonPrefix,

    /// <summary>All texts end with the same words.</summary>
    CommonSuffix,

    /// <summary>An output repeats its input.</summary>
    OutputRepeatsInput,

    /// <summary>A text begins or ends with white space.</summary>
    OuterWhiteSpace,

    /// <summary>A text contains control characters.</summary>
    ControlCharacter,

    /// <summary>A text contains the replacement character U+FFFD.</summary>
    ReplacementCharacter,

    /// <summary>A text was read in a wrong encoding.</summary>
    Mojibake,

    /// <summary>A few examples are in another form than all others.</summary>
    MixedForm,

    /// <summary>A few examples are in another script than all others.</summary>
    MixedScript,

    /// <summary>A text contains what looks like a key or a token.</summary>
    ExposedSecret,

    /// <summary>A text contains what looks like personal data.</summary>
    PersonalData,
}

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningDataSeverity>))]
public enum TuningDataSeverity : long
{
    /// <summary>Worth a look.</summary>
    Information,

    /// <summary>Likely to make the tuned model worse.</summary>
    Warning,

    /// <summary>The service refuses the dataset.</summary>
    Error,
}

/// <summary>The dataset that a finding is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningDataset>))]
public enum TuningDataset : long
{
    /// <summary>The examples that the model is tuned on.</summary>
    Training,

    /// <summary>The examples that the model is validated with.</summary>
    Validation,
}
