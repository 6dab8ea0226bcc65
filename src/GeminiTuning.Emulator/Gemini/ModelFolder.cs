using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Keeps models on disk: <c>model-ID.json</c> and, once it is tuned, <c>model-ID.weights</c>.</summary>
sealed class ModelFolder : IDisposable
{
    const string Prefix = "model-";

    static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly FileStream _lock;

    ModelFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The folder, from the root on: the process may move.</summary>
    public string Path { get; }

    /// <summary>Opens a folder, and makes it where there is none.</summary>
    /// <exception cref="IOException">It cannot be used, or another emulator uses it.</exception>
    public static ModelFolder Open(string path)
    {
        try
        {
            path = Directory.CreateDirectory(path).FullName;
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
        foreach (var file in Directory.GetFiles(Path, $"{Prefix}*{AtomicFile.Unfinished}"))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(Path, $"{Prefix}*.json").Order(StringComparer.Ordinal))
        {
            if (TryLoad(file, report) is { } loaded)
                yield return loaded;
        }
    }

    public void Save(TunedModel model) =>
        AtomicFile.Write(RecordPath(model.Id), stream => JsonSerializer.Serialize(stream, model, s_options));

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
            var model = JsonSerializer.Deserialize<TunedModel>(stream, s_options) ?? throw new JsonException("It is empty.");
            if (!model.IsWhole || RecordPath(model.Id) != file)
                throw new JsonException("It does not hold the model that it is named after.");
            return (model, model.State == TunedModelState.Active ? LoadWeights(model.Id) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or JsonException or NotSupportedException or FormatException or ArgumentException)
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

    string RecordPath(string id) => System.IO.Path.Combine(Path, $"{Prefix}{id}.json");

    string WeightsPath(string id) => System.IO.Path.Combine(Path, $"{Prefix}{id}.weights");

    static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data path '{path}' cannot be used: another emulator uses it, or this account may not write there.", e);
        }
    }
}
