using System.Text.Json;

namespace GeminiTuning;

/// <summary>A message in whose place an error may come: a gateway can send an error's body with HTTP 200.</summary>
interface IMayHoldError
{
    /// <summary>The error that came in the message's place, as JSON; null where there is none.</summary>
    JsonElement? ErrorBody { get; }
}
