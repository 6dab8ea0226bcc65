using System.Collections.Immutable;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The tuned models, in memory and, where there is one, in a folder. Its methods may be called by many at once.</summary>
sealed class ModelStore(ModelFolder? folder)
{
    readonly object _lock = new();
    readonly Dictionary<string, TextModel> _weights = new(StringComparer.Ordinal);
    ImmutableDictionary<string, TunedModel> _models = ImmutableDictionary.Create<string, TunedModel>(StringComparer.Ordinal);

    /// <summary>All models, as they are now.</summary>
    public IEnumerable<TunedModel> All => _models.Values;

    /// <exception cref="ApiException">There is no such model.</exception>
    public TunedModel Get(string id) =>
        _models.GetValueOrDefault(id) ?? throw Missing(id);

    /// <summary>What the model has learned; null while it has not.</summary>
    public TextModel? WeightsOf(string id)
    {
        lock (_lock)
            return _weights.GetValueOrDefault(id);
    }

    /// <exception cref="ApiException">The id is used.</exception>
    public void Add(TunedModel model)
    {
        lock (_lock)
        {
            if (_models.ContainsKey(model.Id))
                throw ApiException.AlreadyExists($"Tuned model {model.Name} already exists.");
            folder?.Save(model);
            _models = _models.Add(model.Id, model);
        }
    }

    /// <summary>Puts in what was on disk.</summary>
    public void Restore(TunedModel model, TextModel? weights)
    {
        _models = _models.SetItem(model.Id, model);
        if (weights is not null)
            _weights[model.Id] = weights;
    }

    /// <summary>Changes a model, here and on disk.</summary>
    /// <returns>The changed model.</returns>
    /// <exception cref="ApiException">There is no such model, or the change is refused.</exception>
    public TunedModel Change(string id, Func<TunedModel, TunedModel> change)
    {
        lock (_lock)
        {
            var changed = change(Get(id));
            folder?.Save(changed);
            _models = _models.SetItem(id, changed);
            return changed;
        }
    }

    /// <summary>Notes progress of a model's tuning, which is not worth a file.</summary>
    public void Note(TunedModel tuning, Func<TunedModel, TunedModel> change)
    {
        lock (_lock)
        {
            if (UnderWay(tuning) is { } model)
                _models = _models.SetItem(model.Id, change(model));
        }
    }

    /// <summary>Ends a model's tuning, here and on disk, with what it has learned if it has not failed.</summary>
    public void End(TunedModel tuning, TextModel? learned, Func<TunedModel, TunedModel> change)
    {
        lock (_lock)
        {
            if (UnderWay(tuning) is not { } model)
                return;

            if (learned is not null)
                folder?.SaveWeights(model.Id, learned);
            Change(model.Id, change);
            if (learned is not null)
                _weights[model.Id] = learned;
        }
    }

    /// <summary>Ends a model's tuning that has failed. If the failure can't be written, the file still says that the tuning is
    /// under way, and the next start finds it interrupted.</summary>
    public void Fail(TunedModel tuning, TuningError error, DateTimeOffset now)
    {
        try
        {
            End(tuning, learned: null, m => m.Failed(error, now));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Note(tuning, m => m.Failed(error, now));
        }
    }

    /// <summary>Removes this model, not one that was created under its ID since.</summary>
    /// <exception cref="ApiException">It no longer exists.</exception>
    public void Remove(TunedModel model)
    {
        lock (_lock)
        {
            if (Get(model.Id).OperationId != model.OperationId)
                throw Missing(model.Id);
            folder?.Delete(model.Id);
            _models = _models.Remove(model.Id);
            _weights.Remove(model.Id);
        }
    }

    static ApiException Missing(string id) => ApiException.NotFound($"Tuned model tunedModels/{id} does not exist.");

    // The model may have been cancelled or deleted meanwhile, and its id be used again.
    TunedModel? UnderWay(TunedModel tuning) =>
        _models.GetValueOrDefault(tuning.Id) is { IsDone: false } model && model.OperationId == tuning.OperationId ? model : null;
}
