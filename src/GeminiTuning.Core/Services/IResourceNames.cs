namespace GeminiTuning;

/// <summary>The names of a service's resources: checks and completes what is typed, before any of it becomes part of an address.</summary>
public interface IResourceNames
{
    /// <summary>A tuned model's full name, from that name, from its ID alone, or from what else stands for it.</summary>
    /// <exception cref="TuningArgumentException">It is none of these.</exception>
    string TunedModel(string text);

    /// <summary>The full name that a new model with this ID has; null where the service chooses the names itself, and keeps the ID
    /// as the label <see cref="TuningRequest.RequestLabel"/>. Either finds a create whose answer was lost.</summary>
    /// <param name="id">The ID of the request: <see cref="TuningRequest.Id"/>.</param>
    string? NewTunedModel(string id);

    /// <summary>A base model's name as the service takes it.</summary>
    /// <exception cref="TuningArgumentException">It is none.</exception>
    string BaseModel(string text);

    /// <summary>An operation's full name.</summary>
    /// <exception cref="TuningArgumentException">It is not one.</exception>
    string Operation(string text);

    /// <summary>Whether a text names an operation, rather than a model whose operations are to be looked up.</summary>
    bool IsOperation(string text);

    /// <summary>Whether IDs are numbers that nobody chose, so that a pattern means a model's name for people, too.</summary>
    bool AreNumbers { get; }

    /// <summary>What is left of a tuned model's name, or of a pattern, without the collection that it stands in.</summary>
    string WithoutCollection(string text);
}
