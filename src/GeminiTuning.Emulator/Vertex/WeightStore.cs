using System.Collections.Concurrent;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the checkpoints of the models have learned: in memory or, with a data path, in files that are read when
/// they are needed first: <c>vertex-weights-MODEL@VERSION-CHECKPOINT.weights</c>.</summary>
sealed class WeightStore(DataFolder? folder)
{
    const string Prefix = "vertex-weights-";
    const string Suffix = ".weights";

    readonly ConcurrentDictionary<string, TextModel> _weights = new(StringComparer.Ordinal);

    /// <exception cref="ApiException">The file cannot be read.</exception>
    public TextModel Get(ModelRecord model, string checkpoint)
    {
        try
        {
            return _weights.GetOrAdd(KeyOf(model, checkpoint), Read);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw ApiException.Precondition($"What {model.Name} has learned cannot be read: {e.Message}");
        }
    }

    public void Save(ModelRecord model, string checkpoint, TextModel learned)
    {
        var key = KeyOf(model, checkpoint);
        folder?.Write(NameOf(key), stream => TextModelFile.Write(stream, learned));
        _weights[key] = learned;
    }

    public void Delete(ModelRecord model)
    {
        foreach (var key in model.Checkpoints.Select(c => KeyOf(model, c.Id)))
        {
            _weights.TryRemove(key, out _);
            folder?.TryDelete(NameOf(key));
        }
    }

    /// <summary>Deletes the files that belong to none of these models.</summary>
    public void DeleteUnused(IEnumerable<ModelRecord> models)
    {
        var used = models.SelectMany(m => m.Checkpoints.Select(c => NameOf(KeyOf(m, c.Id)))).ToHashSet();
        foreach (var unused in folder?.Names(Prefix, Suffix).Where(n => !used.Contains(n)) ?? [])
            folder!.TryDelete(unused);
    }

    TextModel Read(string key)
    {
        // Without a data path, everything is in memory.
        using var stream = folder?.OpenRead(NameOf(key)) ?? throw new IOException("It does not exist.");
        return TextModelFile.Read(stream);
    }

    static string NameOf(string key) => Prefix + key + Suffix;

    static string KeyOf(ModelRecord model, string checkpoint) => $"{model.Key}-{checkpoint}";
}
