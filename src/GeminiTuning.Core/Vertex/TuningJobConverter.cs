using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>Reads and writes a tuning job directly, because the first create and each poll need it: the metadata of System.Text.Json would
/// compile about 30 methods for each message, and 45 for each type of number. Statistics and evaluations are left to it, because only a job
/// that has ended has them. If a field is there twice, the last one counts.</summary>
sealed class TuningJobConverter : JsonConverter<WireTuningJob>
{
    static readonly WireNumberConverter<long> s_long = new();
    static readonly WireNumberConverter<double> s_double = new();

    public override WireTuningJob Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var job = new WireTuningJob();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("name"u8))
                job.Name = reader.ReadText();
            else if (reader.ValueTextEquals("tunedModelDisplayName"u8))
                job.TunedModelDisplayName = reader.ReadText();
            else if (reader.ValueTextEquals("description"u8))
                job.Description = reader.ReadText();
            else if (reader.ValueTextEquals("baseModel"u8))
                job.BaseModel = reader.ReadText();
            else if (reader.ValueTextEquals("preTunedModel"u8))
                job.PreTunedModel = ReadSource(ref reader);
            else if (reader.ValueTextEquals("supervisedTuningSpec"u8))
                job.SupervisedTuningSpec = ReadSpec(ref reader);
            else if (reader.ValueTextEquals("preferenceOptimizationSpec"u8))
                job.PreferenceOptimizationSpec = ReadSpec(ref reader);
            else if (reader.ValueTextEquals("labels"u8))
                job.Labels = ReadLabels(ref reader);
            else if (reader.ValueTextEquals("experiment"u8))
                job.Experiment = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8))
                job.Error = reader.ReadStatus();
            else if (reader.ValueTextEquals("encryptionSpec"u8))
                job.EncryptionSpec = ReadEncryption(ref reader);
            else if (reader.ValueTextEquals("serviceAccount"u8))
                job.ServiceAccount = reader.ReadText();
            else if (!ReadProgress(ref reader, job) && !ReadResult(ref reader, job))
                reader.TrySkip();
        return job;
    }

    /// <summary>Writes the fields that a request has.</summary>
    public override void Write(Utf8JsonWriter writer, WireTuningJob value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteText("tunedModelDisplayName"u8, value.TunedModelDisplayName);
        writer.WriteText("description"u8, value.Description);
        writer.WriteText("baseModel"u8, value.BaseModel);
        if (value.PreTunedModel is { } source)
        {
            writer.WriteStartObject("preTunedModel"u8);
            writer.WriteText("tunedModelName"u8, source.TunedModelName);
            writer.WriteText("checkpointId"u8, source.CheckpointId);
            writer.WriteEndObject();
        }
        WriteSpec(writer, "supervisedTuningSpec"u8, value.SupervisedTuningSpec);
        WriteSpec(writer, "preferenceOptimizationSpec"u8, value.PreferenceOptimizationSpec);
        if (value.Labels is { } labels)
        {
            writer.WriteStartObject("labels"u8);
            foreach (var (name, label) in labels)
                writer.WriteString(name, label);
            writer.WriteEndObject();
        }
        if (value.EncryptionSpec is { } encryption)
        {
            writer.WriteStartObject("encryptionSpec"u8);
            writer.WriteText("kmsKeyName"u8, encryption.KmsKeyName);
            writer.WriteEndObject();
        }
        writer.WriteText("serviceAccount"u8, value.ServiceAccount);
        writer.WriteEndObject();
    }

    // False for another field.
    static bool ReadProgress(ref Utf8JsonReader reader, WireTuningJob job)
    {
        if (reader.ValueTextEquals("state"u8))
            job.State = ReadEnum(ref reader);
        else if (reader.ValueTextEquals("tuningJobState"u8))
            job.TuningJobState = ReadEnum(ref reader);
        else if (reader.ValueTextEquals("createTime"u8))
            job.CreateTime = new WireTime(reader.ReadTime());
        else if (reader.ValueTextEquals("startTime"u8))
            job.StartTime = new WireTime(reader.ReadTime());
        else if (reader.ValueTextEquals("endTime"u8))
            job.EndTime = new WireTime(reader.ReadTime());
        else if (reader.ValueTextEquals("updateTime"u8))
            job.UpdateTime = new WireTime(reader.ReadTime());
        else if (reader.ValueTextEquals("tuningJobMetadata"u8))
            job.TuningJobMetadata = ReadMetadata(ref reader);
        else
            return false;
        return true;
    }

    // False for another field.
    static bool ReadResult(ref Utf8JsonReader reader, WireTuningJob job)
    {
        if (reader.ValueTextEquals("tunedModel"u8))
            job.TunedModel = ReadModel(ref reader);
        else if (reader.ValueTextEquals("tuningDataStats"u8))
            job.TuningDataStats = JsonSerializer.Deserialize(ref reader, VertexJson.Default.WireTuningDataStats);
        else if (reader.ValueTextEquals("evaluateDatasetRuns"u8))
            job.EvaluateDatasetRuns = JsonSerializer.Deserialize(ref reader, VertexJson.Default.IReadOnlyListWireEvaluateDatasetRun);
        else
            return false;
        return true;
    }

    static WireEnum? ReadEnum(ref Utf8JsonReader reader) => reader.ReadWord() is { } word ? new WireEnum(word) : null;

    static WirePreTunedModel? ReadSource(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var source = new WirePreTunedModel();
        while (reader.NextField())
            if (reader.ValueTextEquals("tunedModelName"u8))
                source.TunedModelName = reader.ReadText();
            else if (reader.ValueTextEquals("checkpointId"u8))
                source.CheckpointId = reader.ReadText();
            else if (reader.ValueTextEquals("baseModel"u8))
                source.BaseModel = reader.ReadText();
            else
                reader.TrySkip();
        return source;
    }

    static WireTuningSpec? ReadSpec(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var spec = new WireTuningSpec();
        while (reader.NextField())
            if (reader.ValueTextEquals("trainingDatasetUri"u8))
                spec.TrainingDatasetUri = reader.ReadText();
            else if (reader.ValueTextEquals("validationDatasetUri"u8))
                spec.ValidationDatasetUri = reader.ReadText();
            else if (reader.ValueTextEquals("hyperParameters"u8))
                spec.HyperParameters = ReadHyperParameters(ref reader);
            else if (reader.ValueTextEquals("exportLastCheckpointOnly"u8))
                spec.ExportLastCheckpointOnly = reader.ReadFlag();
            else if (reader.ValueTextEquals("evaluationConfig"u8))
                spec.EvaluationConfig = JsonSerializer.Deserialize(ref reader, VertexJson.Default.WireEvaluationConfig);
            else
                reader.TrySkip();
        return spec;
    }

    static WireHyperParameters? ReadHyperParameters(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var hyper = new WireHyperParameters();
        while (reader.NextField())
            if (reader.ValueTextEquals("epochCount"u8))
                hyper.EpochCount = reader.ReadNumber(s_long);
            else if (reader.ValueTextEquals("learningRateMultiplier"u8))
                hyper.LearningRateMultiplier = reader.ReadNumber(s_double);
            else if (reader.ValueTextEquals("adapterSize"u8))
                hyper.AdapterSize = ReadEnum(ref reader);
            else if (reader.ValueTextEquals("beta"u8))
                hyper.Beta = reader.ReadNumber(s_double);
            else
                reader.TrySkip();
        return hyper;
    }

    static Dictionary<string, string?>? ReadLabels(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var labels = new Dictionary<string, string?>();
        while (reader.NextField())
        {
            var name = PrintableText.WithoutControls(reader.GetString()!);
            labels[name] = reader.ReadText();
        }
        return labels;
    }

    static WireEncryptionSpec? ReadEncryption(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var encryption = new WireEncryptionSpec();
        while (reader.NextField())
            if (reader.ValueTextEquals("kmsKeyName"u8))
                encryption.KmsKeyName = reader.ReadText();
            else
                reader.TrySkip();
        return encryption;
    }

    static WireTuningJobMetadata? ReadMetadata(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var metadata = new WireTuningJobMetadata();
        while (reader.NextField())
            if (reader.ValueTextEquals("completedEpochCount"u8))
                metadata.CompletedEpochCount = reader.ReadCount();
            else if (reader.ValueTextEquals("completedStepCount"u8))
                metadata.CompletedStepCount = reader.ReadCount();
            else
                reader.TrySkip();
        return metadata;
    }

    static WireJobModel? ReadModel(ref Utf8JsonReader reader)
    {
        if (!reader.ReadObject())
            return null;
        var model = new WireJobModel();
        while (reader.NextField())
            if (reader.ValueTextEquals("model"u8))
                model.Model = reader.ReadText();
            else if (reader.ValueTextEquals("endpoint"u8))
                model.Endpoint = reader.ReadText();
            else if (reader.ValueTextEquals("checkpoints"u8))
                model.Checkpoints = reader.ReadItems(ReadCheckpoint);
            else
                reader.TrySkip();
        return model;
    }

    static WireCheckpoint ReadCheckpoint(ref Utf8JsonReader reader)
    {
        var checkpoint = new WireCheckpoint();
        reader.EnterObject();
        while (reader.NextField())
            if (reader.ValueTextEquals("checkpointId"u8))
                checkpoint.CheckpointId = reader.ReadText();
            else if (reader.ValueTextEquals("epoch"u8))
                checkpoint.Epoch = reader.ReadCount();
            else if (reader.ValueTextEquals("step"u8))
                checkpoint.Step = reader.ReadCount();
            else if (reader.ValueTextEquals("endpoint"u8))
                checkpoint.Endpoint = reader.ReadText();
            else
                reader.TrySkip();
        return checkpoint;
    }

    static void WriteSpec(Utf8JsonWriter writer, ReadOnlySpan<byte> name, WireTuningSpec? spec)
    {
        if (spec is null)
            return;
        writer.WriteStartObject(name);
        writer.WriteText("trainingDatasetUri"u8, spec.TrainingDatasetUri);
        writer.WriteText("validationDatasetUri"u8, spec.ValidationDatasetUri);
        if (spec.HyperParameters is { } hyper)
        {
            writer.WriteStartObject("hyperParameters"u8);
            // proto3 JSON has int64 as a text.
            writer.WriteText("epochCount"u8, hyper.EpochCount?.ToString(CultureInfo.InvariantCulture));
            WriteNumber(writer, "learningRateMultiplier"u8, hyper.LearningRateMultiplier);
            writer.WriteText("adapterSize"u8, hyper.AdapterSize?.Text);
            WriteNumber(writer, "beta"u8, hyper.Beta);
            writer.WriteEndObject();
        }
        if (spec.ExportLastCheckpointOnly is { } only)
            writer.WriteBoolean("exportLastCheckpointOnly"u8, only);
        if (spec.EvaluationConfig is { } evaluation)
        {
            writer.WritePropertyName("evaluationConfig"u8);
            JsonSerializer.Serialize(writer, evaluation, VertexJson.Default.WireEvaluationConfig);
        }
        writer.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        WireNumberConverter<double>.Write(writer, value);
    }
}
