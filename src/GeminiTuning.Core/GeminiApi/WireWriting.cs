using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

/// <summary>From the module's types to the service's messages.</summary>
static class WireWriting
{
    /// <summary>The body of a request that creates a model. It's written directly, as every first use needs it.</summary>
    public static byte[] Body(this TuningRequest request, IReadOnlyList<TuningExample> examples) => Write(writer =>
    {
        writer.WriteText("displayName"u8, request.DisplayName);
        writer.WriteText("description"u8, request.Description);
        writer.WriteText("baseModel"u8, request.BaseModel);
        // The source's base model is the service's to fill in; sending it answers 400.
        if (request.SourceModel is { } source)
        {
            writer.WriteStartObject("tunedModelSource"u8);
            writer.WriteString("tunedModel"u8, source);
            writer.WriteEndObject();
        }
        writer.WriteReal("temperature"u8, request.Temperature);
        writer.WriteReal("topP"u8, request.TopP);
        writer.WriteWhole("topK"u8, request.TopK);
        writer.WriteStartObject("tuningTask"u8);
        writer.WriteExamples(examples);
        writer.WriteStartObject("hyperparameters"u8);
        writer.WriteReal("learningRate"u8, request.Hyperparameters.LearningRate);
        writer.WriteReal("learningRateMultiplier"u8, request.Hyperparameters.LearningRateMultiplier);
        writer.WriteWhole("epochCount"u8, request.Hyperparameters.EpochCount);
        writer.WriteWhole("batchSize"u8, request.Hyperparameters.BatchSize);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The body of a request that changes a model.</summary>
    public static byte[] Body(this TunedModelChanges changes) => Write(writer =>
    {
        writer.WriteText("displayName"u8, changes.DisplayName);
        writer.WriteText("description"u8, changes.Description);
        writer.WriteReal("temperature"u8, changes.Temperature);
        writer.WriteReal("topP"u8, changes.TopP);
        writer.WriteWhole("topK"u8, changes.TopK);
    });

    /// <summary>The field mask: what is to be changed, and nothing else.</summary>
    public static IEnumerable<string> Mask(this TunedModelChanges changes)
    {
        if (changes.DisplayName is not null)
            yield return "displayName";
        if (changes.Description is not null)
            yield return "description";
        if (changes.Temperature is not null)
            yield return "temperature";
        if (changes.TopP is not null)
            yield return "topP";
        if (changes.TopK is not null)
            yield return "topK";
    }

    public static WirePermission ToWire(this Grantee grantee, PermissionRole role) => new()
    {
        GranteeType = new WireEnum(WireNames.Write(grantee.Type, "")),
        EmailAddress = grantee.EmailAddress,
        Role = role.ToWire(),
    };

    public static WireEnum ToWire(this PermissionRole role) => new(WireNames.Write(role, ""));

    // Only the texts: the service refuses other fields.
    static void WriteExamples(this Utf8JsonWriter writer, IReadOnlyList<TuningExample> examples)
    {
        writer.WriteStartObject("trainingData"u8);
        writer.WriteStartObject("examples"u8);
        writer.WriteStartArray("examples"u8);
        foreach (var example in examples)
        {
            writer.WriteStartObject();
            writer.WriteString("textInput"u8, example.TextInput);
            writer.WriteString("output"u8, example.Output);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Texts beyond ASCII as they are: escaped they would take up to three times the bytes of a request.
    static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
