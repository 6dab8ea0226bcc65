using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

// Tuned models, operations, and base models are read directly, because the first create needs them all: the metadata of
// System.Text.Json would compile about 30 methods for each message, and 45 for each type of number. If a field is there twice,
// the last one counts.

/// <summary>Reads a tuned model.</summary>
sealed class TunedModelReading : JsonConverter<WireTunedModel>
{
    public override WireTunedModel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? name = null, displayName = null, description = null, baseModel = null, state = null;
        float? temperature = null, topP = null;
        int? topK = null;
        DateTimeOffset? created = null, updated = null;
        (string? TunedModel, string? BaseModel) source = default;
        IReadOnlyList<long> readers = [];
        WireElement? error = null;
        var task = new WireTask();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("name"u8))
                name = reader.ReadText();
            else if (reader.ValueTextEquals("displayName"u8))
                displayName = reader.ReadText();
            else if (reader.ValueTextEquals("description"u8))
                description = reader.ReadText();
            else if (reader.ValueTextEquals("baseModel"u8))
                baseModel = reader.ReadText();
            else if (reader.ValueTextEquals("tunedModelSource"u8))
                source = ReadSource(ref reader);
            else if (reader.ValueTextEquals("temperature"u8))
                temperature = reader.ReadReal();
            else if (reader.ValueTextEquals("topP"u8))
                topP = reader.ReadReal();
            else if (reader.ValueTextEquals("topK"u8))
                topK = reader.ReadCount();
            else if (reader.ValueTextEquals("state"u8))
                state = reader.ReadWord();
            else if (reader.ValueTextEquals("createTime"u8))
                created = reader.ReadTime();
            else if (reader.ValueTextEquals("updateTime"u8))
                updated = reader.ReadTime();
            else if (reader.ValueTextEquals("tuningTask"u8))
                task = ReadTask(ref reader);
            else if (reader.ValueTextEquals("readerProjectNumbers"u8))
                readers = ReadNumbers(ref reader);
            else if (reader.ValueTextEquals("error"u8))
                error = reader.ReadElement();
            else
                reader.TrySkip();
        return new WireTunedModel(new TunedModel
        {
            Name = name ?? "",
            DisplayName = displayName,
            Description = description,
            State = WireNames.Read<TunedModelState>(state, "STATE_"),
            BaseModel = baseModel ?? source.BaseModel,
            SourceModel = source.TunedModel,
            Method = TuningMethod.Supervised,
            Temperature = temperature,
            TopP = topP,
            TopK = topK,
            CreateTime = created,
            UpdateTime = updated,
            StartTime = task.StartTime,
            CompleteTime = task.CompleteTime,
            Hyperparameters = task.Hyperparameters,
            Snapshots = task.Snapshots,
            ReaderProjectNumbers = readers,
        })
        { Error = error };
    }

    public override void Write(Utf8JsonWriter writer, WireTunedModel value, JsonSerializerOptions options) => throw new NotSupportedException();

    static (string? TunedModel, string? BaseModel) ReadSource(ref Utf8JsonReader reader)
    {
        string? tunedModel = null, baseModel = null;
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("tunedModel"u8))
                    tunedModel = reader.ReadText();
                else if (reader.ValueTextEquals("baseModel"u8))
                    baseModel = reader.ReadText();
                else
                    reader.TrySkip();
        return (tunedModel, baseModel);
    }

    static WireTask ReadTask(ref Utf8JsonReader reader)
    {
        var task = new WireTask();
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("startTime"u8))
                    task.StartTime = reader.ReadTime();
                else if (reader.ValueTextEquals("completeTime"u8))
                    task.CompleteTime = reader.ReadTime();
                else if (reader.ValueTextEquals("snapshots"u8))
                    task.Snapshots = reader.ReadSnapshots();
                else if (reader.ValueTextEquals("hyperparameters"u8))
                    task.Hyperparameters = ReadHyperparameters(ref reader);
                else
                    reader.TrySkip();
        return task;
    }

    static Hyperparameters ReadHyperparameters(ref Utf8JsonReader reader)
    {
        float? rate = null, multiplier = null;
        int? epochs = null, batch = null;
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("learningRate"u8))
                    rate = reader.ReadReal();
                else if (reader.ValueTextEquals("learningRateMultiplier"u8))
                    multiplier = reader.ReadReal();
                else if (reader.ValueTextEquals("epochCount"u8))
                    epochs = reader.ReadCount();
                else if (reader.ValueTextEquals("batchSize"u8))
                    batch = reader.ReadCount();
                else
                    reader.TrySkip();
        return new Hyperparameters { EpochCount = epochs, BatchSize = batch, LearningRate = rate, LearningRateMultiplier = multiplier };
    }

    static List<long> ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<long>();
        if (reader.ReadArray())
            while (reader.NextItem())
                if (reader.TokenType != JsonTokenType.Null && MessageFields.Long.Read(ref reader) is { } number)
                    numbers.Add(number);
        return numbers;
    }

    sealed class WireTask
    {
        public DateTimeOffset? StartTime { get; set; }
        public DateTimeOffset? CompleteTime { get; set; }
        public IReadOnlyList<TuningSnapshot> Snapshots { get; set; } = [];
        public Hyperparameters Hyperparameters { get; set; } = new();
    }
}

/// <summary>Reads an operation.</summary>
sealed class OperationReading : JsonConverter<WireOperation>
{
    public override WireOperation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var operation = new WireOperation();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("name"u8))
                operation.Name = reader.ReadText();
            else if (reader.ValueTextEquals("done"u8))
                operation.Done = reader.ReadFlag();
            else if (reader.ValueTextEquals("metadata"u8))
                operation.Metadata = ReadMetadata(ref reader);
            else if (reader.ValueTextEquals("error"u8))
                operation.Error = reader.ReadStatus();
            else if (reader.ValueTextEquals("response"u8))
                operation.Response = ReadResponse(ref reader, options);
            else
                reader.TrySkip();
        return operation;
    }

    public override void Write(Utf8JsonWriter writer, WireOperation value, JsonSerializerOptions options) => throw new NotSupportedException();

    static WireOperationMetadata ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new WireOperationMetadata();
        if (reader.ReadObject())
            while (reader.NextField())
                if (reader.ValueTextEquals("tunedModel"u8))
                    metadata.TunedModel = reader.ReadText();
                else if (reader.ValueTextEquals("totalSteps"u8))
                    metadata.TotalSteps = reader.ReadCount();
                else if (reader.ValueTextEquals("completedSteps"u8))
                    metadata.CompletedSteps = reader.ReadCount();
                else if (reader.ValueTextEquals("completedPercent"u8))
                    metadata.CompletedPercent = reader.ReadNumber(MessageFields.Double);
                else if (reader.ValueTextEquals("snapshots"u8))
                    metadata.Snapshots = reader.ReadSnapshots();
                else
                    reader.TrySkip();
        return metadata;
    }

    static WireTunedModel? ReadResponse(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.ReadObject() ? MessageFields.TunedModel.Read(ref reader, typeof(WireTunedModel), options) : null;
}

/// <summary>Reads a page of base models.</summary>
sealed class BaseModelReading : JsonConverter<WireModelPage>
{
    public override WireModelPage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var page = new WireModelPage();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("models"u8))
                page.Models = reader.ReadItems(ReadModel);
            else if (reader.ValueTextEquals("nextPageToken"u8))
                page.NextPageToken = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8))
                page.Error = reader.ReadElement();
            else
                reader.TrySkip();
        return page;
    }

    public override void Write(Utf8JsonWriter writer, WireModelPage value, JsonSerializerOptions options) => throw new NotSupportedException();

    static BaseModel ReadModel(ref Utf8JsonReader reader)
    {
        string? name = null, displayName = null, description = null, version = null;
        int? inputLimit = null, outputLimit = null, topK = null;
        float? temperature = null, topP = null;
        List<string> methods = [];
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("name"u8))
                name = reader.ReadText();
            else if (reader.ValueTextEquals("displayName"u8))
                displayName = reader.ReadText();
            else if (reader.ValueTextEquals("description"u8))
                description = reader.ReadText();
            else if (reader.ValueTextEquals("version"u8))
                version = reader.ReadText();
            else if (reader.ValueTextEquals("inputTokenLimit"u8))
                inputLimit = reader.ReadCount();
            else if (reader.ValueTextEquals("outputTokenLimit"u8))
                outputLimit = reader.ReadCount();
            else if (reader.ValueTextEquals("supportedGenerationMethods"u8))
                methods = reader.ReadItems(ReadText);
            else if (reader.ValueTextEquals("temperature"u8))
                temperature = reader.ReadReal();
            else if (reader.ValueTextEquals("topP"u8))
                topP = reader.ReadReal();
            else if (reader.ValueTextEquals("topK"u8))
                topK = reader.ReadCount();
            else
                reader.TrySkip();
        return new BaseModel
        {
            Name = name ?? "",
            DisplayName = displayName,
            Description = description,
            Version = version,
            InputTokenLimit = inputLimit,
            OutputTokenLimit = outputLimit,
            SupportedGenerationMethods = methods,
            Temperature = temperature,
            TopP = topP,
            TopK = topK,
            CanTune = methods.Contains("createTunedModel"),
        };
    }

    static string ReadText(ref Utf8JsonReader reader) => WireText.Read(ref reader) ?? throw new JsonException(Messages.JsonTextNotText);
}

/// <summary>Reads the fields that several of these messages have.</summary>
static class MessageFields
{
    static readonly WireNumberConverter<float> s_real = new();
    static readonly WireLossConverter s_loss = new();

    public static WireNumberConverter<long> Long { get; } = new();

    public static WireNumberConverter<double> Double { get; } = new();

    public static TunedModelReading TunedModel { get; } = new();

    public static float? ReadReal(this ref Utf8JsonReader reader) => reader.ReadNumber(s_real);

    public static TuningSnapshot[] ReadSnapshots(this ref Utf8JsonReader reader) => [.. reader.ReadItems(ReadSnapshot)];

    static TuningSnapshot ReadSnapshot(ref Utf8JsonReader reader)
    {
        int? step = null, epoch = null;
        float? loss = null;
        DateTimeOffset? time = null;
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("step"u8))
                step = reader.ReadCount();
            else if (reader.ValueTextEquals("epoch"u8))
                epoch = reader.ReadCount();
            else if (reader.ValueTextEquals("meanLoss"u8))
                loss = reader.ReadNumber(s_loss);
            else if (reader.ValueTextEquals("computeTime"u8))
                time = reader.ReadTime();
            else
                reader.TrySkip();
        // A loss that is left out is zero. One that can't be read is none.
        return new TuningSnapshot { Step = step ?? 0, Epoch = epoch ?? 0, MeanLoss = loss is { } read ? float.IsNaN(read) ? null : read : 0, ComputeTime = time };
    }
}
