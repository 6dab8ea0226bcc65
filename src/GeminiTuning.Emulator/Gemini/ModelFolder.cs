using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Keeps models on disk: <c>model-ID.json</c> and, once it is tuned, <c>model-ID.weights</c>. A model exists if its
/// record does; weights without an active record are deleted at the next start.</summary>
sealed class ModelFolder(DataFolder folder)
{
    const string Prefix = "model-";
    const string RecordSuffix = ".json";
    const string WeightsSuffix = ".weights";

    static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads every model. Models that cannot be read are reported and skipped.</summary>
    public IReadOnlyList<(TunedModel Model, TextModel? Weights)> Load(Action<string> report)
    {
        var records = folder.Names(Prefix, RecordSuffix);
        List<(TunedModel Model, TextModel? Weights)> loaded = [.. records.Select(r => TryLoad(r, report)).Where(l => l is not null).Select(l => l!.Value)];

        // A record that cannot be read may be repaired, and needs its weights then.
        if (loaded.Count == records.Count)
        {
            var used = loaded.Where(l => l.Weights is not null).Select(l => WeightsName(l.Model.Id)).ToHashSet();
            foreach (var unused in folder.Names(Prefix, WeightsSuffix).Where(n => !used.Contains(n)))
                folder.TryDelete(unused);
        }

        return loaded;
    }

    public void Save(TunedModel model) => folder.Write(RecordName(model.Id), stream => JsonSerializer.Serialize(stream, model, s_options));

    public void SaveWeights(string id, TextModel weights) => folder.Write(WeightsName(id), stream => TextModelFile.Write(stream, weights));

    /// <summary>Deletes a model; its weights go with the next start if they can't be deleted now.</summary>
    public void Delete(string id)
    {
        folder.Delete(RecordName(id));
        folder.TryDelete(WeightsName(id));
    }

    (TunedModel Model, TextModel? Weights)? TryLoad(string name, Action<string> report)
    {
        try
        {
            using var stream = folder.OpenRead(name);
            var model = JsonSerializer.Deserialize<TunedModel>(stream, s_options) ?? throw new JsonException("It is empty.");
            if (!model.IsWhole || RecordName(model.Id) != name)
                throw new JsonException("It does not hold the model that it is named after.");
            return (model, model.State == TunedModelState.Active ? LoadWeights(model.Id) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            report($"The model in '{Path.Combine(folder.Path, name)}' cannot be read and is left out: {e.Message}");
            return null;
        }
    }

    TextModel LoadWeights(string id)
    {
        using var stream = folder.OpenRead(WeightsName(id));
        return TextModelFile.Read(stream);
    }

    static string RecordName(string id) => Prefix + id + RecordSuffix;

    static string WeightsName(string id) => Prefix + id + WeightsSuffix;
}
