using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The forms in which files hold examples.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExampleFormat>))]
public enum ExampleFormat : long
{
    /// <summary>A table whose first line names the columns: CSV, TSV and the like.</summary>
    Csv,

    /// <summary>JSON objects with an input and an output, such as <c>text_input</c> and <c>output</c>.</summary>
    Gemini,

    /// <summary>JSON objects with <c>contents</c>, as Vertex AI reads them; with <c>completions</c>, preference pairs.</summary>
    Vertex,

    /// <summary>JSON objects with <c>messages</c>, as OpenAI reads them; with <c>non_preferred_output</c>, preference pairs.</summary>
    OpenAI,
}
