using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Tuning;

/// <summary>Keeps models on disk: <c>model-ID.json</c> and, once it is tuned, <c>model-ID.weights</c>.</summary>
sealed class ModelFolder : IDisposable
{
    const string Prefix = "model-";

    static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly string _path;
    readonly FileStream _lock;

    ModelFolder(string path, FileStream @lock)
    {
        _path = path;
        _lock = @lock;
    }

    /// <summary>Opens a folder, and makes it where there is none.</summary>
    /// <exception cref="IOException">It cannot be used, or another emulator uses it.</exception>
    public static ModelFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"The data path '{path}' cannot be used: {e.Message}", e);
        }

        return new ModelFolder(path, Lock(path));
    }

    /// <summary>Reads every model; what cannot be read is reported and skipped.</summary>
    public IEnumerable<(TunedModel Model, TextModel? Weights)> Load(Action<string> report)
    {
        foreach (var file in Directory.EnumerateFiles(_path, $"{Prefix}*.json").Order(StringComparer.Ordinal))
        {
            if (TryLoad(file, report) is { } loaded)
                yield return loaded;
        }
    }

    public void Save(TunedModel model) =>
        AtomicFile.Write(RecordPath(model.Id), stream => JsonSerializer.Serialize(stream, model, _options));

    public void SaveWeights(string id, TextModel weights) =>
        AtomicFile.Write(WeightsPath(id), stream => TextModelFile.Write(stream, weights));

    public void Delete(string id)
    {
        File.Delete(RecordPath(id));
        File.Delete(WeightsPath(id));
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    (TunedModel Model, TextModel? Weights)? TryLoad(string file, Action<string> report)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var model = JsonSerializer.Deserialize<TunedModel>(stream, _options) ?? throw new JsonException("It is empty.");
            if (RecordPath(model.Id) != file)
                throw new JsonException("It holds a model with another name.");
            return (model, model.State == TunedModelState.Active ? LoadWeights(model.Id) : null);
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or FormatException or ArgumentException)
        {
            report($"The model in '{file}' cannot be read, and is left out: {e.Message}");
            return null;
        }
    }

    TextModel LoadWeights(string id)
    {
        using var stream = File.OpenRead(WeightsPath(id));
        return TextModelFile.Read(stream);
    }

    string RecordPath(string id) => Path.Combine(_path, $"{Prefix}{id}.json");

    string WeightsPath(string id) => Path.Combine(_path, $"{Prefix}{id}.weights");

    static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data path '{path}' cannot be used: another emulator uses it, or this account may not write there.", e);
        }
    }
}
