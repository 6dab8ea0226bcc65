using System.Buffers;
using System.Text.Json;

namespace GeminiTuning.Wire;

/// <summary>Writes the request of generateContent. It's written directly, because every prompt needs it.</summary>
static class GenerateWriting
{
    const int LargestKept = 64 * 1024;

    // The bodies that a thread writes one after another share a buffer.
    [ThreadStatic]
    static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Writer)? s_buffer;

    /// <summary>The body of a request.</summary>
    public static byte[] Body(this GenerationRequest request)
    {
        var (bytes, writer) = s_buffer ?? (new(), new(Stream.Null));
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        writer.WriteRequest(request);
        writer.Flush();
        s_buffer = bytes.Capacity <= LargestKept ? (bytes, writer) : null;
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes a request as an object.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="request">The request.</param>
    /// <param name="labels">The labels of the request; null for none.</param>
    public static void WriteRequest(this Utf8JsonWriter writer, GenerationRequest request, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("contents"u8);
        VertexForm.WriteTurn(writer, ChatTurn.User, request.Prompt);
        writer.WriteEndArray();
        if (request.SystemInstruction is { } instruction)
        {
            writer.WriteStartObject("systemInstruction"u8);
            VertexForm.WriteParts(writer, instruction);
            writer.WriteEndObject();
        }
        if (labels.Length > 0)
        {
            writer.WriteStartObject("labels"u8);
            foreach (var (name, value) in labels)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }
        writer.WriteSafetySettings(request.SafetySettings);
        writer.WriteConfig(request);
        writer.WriteEndObject();
    }

    static void WriteSafetySettings(this Utf8JsonWriter writer, IReadOnlyDictionary<HarmCategory, HarmBlockThreshold> settings)
    {
        if (settings.Count == 0)
            return;
        writer.WriteStartArray("safetySettings"u8);
        foreach (var (category, threshold) in settings)
        {
            writer.WriteStartObject();
            writer.WriteString("category"u8, WireNames.Write(category, "HARM_CATEGORY_"));
            writer.WriteString("threshold"u8, WireNames.Write(threshold, threshold == HarmBlockThreshold.Unspecified ? "HARM_BLOCK_THRESHOLD_" : ""));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteConfig(this Utf8JsonWriter writer, GenerationRequest request)
    {
        writer.WriteStartObject("generationConfig"u8);
        writer.WriteWhole("candidateCount"u8, request.CandidateCount);
        if (request.StopSequences.Count > 0)
        {
            writer.WriteStartArray("stopSequences"u8);
            foreach (var text in request.StopSequences)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
        writer.WriteWhole("maxOutputTokens"u8, request.MaxOutputTokens);
        writer.WriteReal("temperature"u8, request.Temperature);
        writer.WriteReal("topP"u8, request.TopP);
        writer.WriteWhole("topK"u8, request.TopK);
        writer.WriteWhole("seed"u8, request.Seed);
        if (request.ResponseLogprobs)
            writer.WriteBoolean("responseLogprobs"u8, true);
        writer.WriteWhole("logprobs"u8, request.Logprobs);
        if (request.ResponseMimeType is { } type)
            writer.WriteString("responseMimeType"u8, type);
        if (request.ResponseSchema is { } schema)
        {
            writer.WritePropertyName("responseSchema"u8);
            schema.WriteTo(writer);
        }
        if (request.HasThinking)
            writer.WriteThinking(request);
        writer.WriteEndObject();
    }

    static void WriteThinking(this Utf8JsonWriter writer, GenerationRequest request)
    {
        writer.WriteStartObject("thinkingConfig"u8);
        writer.WriteWhole("thinkingBudget"u8, request.ThinkingBudget);
        if (request.ThinkingLevel is { } level)
            writer.WriteString("thinkingLevel"u8, WireNames.Write(level, ""));
        writer.WriteEndObject();
    }

    /// <summary>Writes a text, if there is one.</summary>
    public static void WriteText(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a whole number, if there is one.</summary>
    public static void WriteWhole(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    /// <summary>Writes a number as short as possible, if there is one.</summary>
    public static void WriteReal(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, float? value)
    {
        if (value is { } number)
        {
            writer.WritePropertyName(name);
            WireNumberConverter<float>.Write(writer, number);
        }
    }
}
