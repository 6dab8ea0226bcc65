namespace GeminiTuning.Emulator.Http;

/// <summary>How an answer is brought to the client.</summary>
enum Delivery
{
    /// <summary>As it is.</summary>
    Whole,

    /// <summary>As it is, though it is not what it should be.</summary>
    Spoiled,

    /// <summary>The first half; then the connection ends.</summary>
    Truncated,

    /// <summary>The first half; then nothing, and the connection stays open.</summary>
    Stalled,

    /// <summary>Not at all: the connection ends.</summary>
    Lost,

    /// <summary>Not at all: the connection is reset.</summary>
    Reset,
}
