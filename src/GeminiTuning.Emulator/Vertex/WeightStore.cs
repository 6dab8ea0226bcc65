using System.Collections.Concurrent;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the checkpoints of the models have learned: in memory or, with a data path, in files that are read when
/// they are needed first: <c>vertex-weights-MODEL@VERSION-CHECKPOINT.weights</c>.</summary>
sealed class WeightStore(string? path)
{
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
        if (path is not null)
            AtomicFile.Write(PathOf(key), stream => TextModelFile.Write(stream, learned));
        _weights[key] = learned;
    }

    public void Delete(ModelRecord model)
    {
        foreach (var key in model.Checkpoints.Select(c => KeyOf(model, c.Id)))
        {
            _weights.TryRemove(key, out _);
            if (path is not null)
                File.Delete(PathOf(key));
        }
    }

    TextModel Read(string key)
    {
        using var stream = File.OpenRead(PathOf(key));
        return TextModelFile.Read(stream);
    }

    // Without a data path all that there is is in memory.
    string PathOf(string key) => Path.Combine(path ?? throw new IOException("It is not there."), $"vertex-weights-{key}.weights");

    static string KeyOf(ModelRecord model, string checkpoint) => $"{model.Key}-{checkpoint}";
}
