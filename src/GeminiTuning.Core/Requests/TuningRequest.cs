namespace GeminiTuning;

/// <summary>What is to be tuned, on what, and how.</summary>
public sealed record TuningRequest
{
    /// <summary>The new model's ID: see <see cref="ResourceName.NewModelId"/>. Vertex AI, which gives IDs of its own, keeps it
    /// as the label <see cref="RequestLabel"/>, by which a create whose answer was lost is found.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the ID was made at random for this request (<see cref="ModelIdMaker"/>), so that nobody else can
    /// have it. One that a person chose is looked up before the create.</summary>
    public bool IsRandomId { get; init; }

    /// <summary>The base model, <c>models/ID</c>, on Vertex AI the ID alone. Not together with <see cref="SourceModel"/>.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The tuned model to go on from: <c>tunedModels/ID</c>, on Vertex AI a tuning job or a model. Not together with <see cref="BaseModel"/>.</summary>
    public string? SourceModel { get; init; }

    /// <summary>The checkpoint of <see cref="SourceModel"/> to go on from, by its ID; null for the last one. On Vertex AI alone.</summary>
    public string? SourceCheckpoint { get; init; }

    /// <summary>The name for people: at most 40 characters, on Vertex AI 128.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>The model's default temperature, 0 to 1.</summary>
    public float? Temperature { get; init; }

    /// <summary>The model's default topP, 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>The model's default topK, 1 or more.</summary>
    public int? TopK { get; init; }

    /// <summary>The tuning method; null to take it from the examples: see <see cref="ChooseMethod"/>.</summary>
    public TuningMethod? Method { get; init; }

    /// <summary>How to tune.</summary>
    public Hyperparameters Hyperparameters { get; init; } = new();

    /// <summary>The examples to tune on: in the request, in a file, or in Cloud Storage.</summary>
    public required TrainingData TrainingData { get; init; }

    /// <summary>Examples that are not learned, to measure with: at most 5,000; null for none. On Vertex AI only.</summary>
    public TrainingData? ValidationData { get; init; }

    /// <summary>Keep the model as it is after the last epoch alone. On Vertex AI alone.</summary>
    public bool ExportLastCheckpointOnly { get; init; }

    /// <summary>The metrics by which the service evaluates the checkpoints on the validation examples; empty for no evaluation. Only for
    /// supervised tuning on Vertex AI.</summary>
    public IReadOnlyList<EvaluationMetric> EvaluationMetrics { get; init; } = [];

    /// <summary>The folder in Cloud Storage for the results of the evaluation, <c>gs://BUCKET/FOLDER</c>; null for one in the connection's
    /// bucket. Only on Vertex AI.</summary>
    public string? EvaluationOutputUri { get; init; }

    /// <summary>Labels: at most 64. On Vertex AI alone.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The key of Cloud KMS that the model is encrypted with. On Vertex AI alone.</summary>
    public string? KmsKeyName { get; init; }

    /// <summary>The service account that the tuning runs as. On Vertex AI alone.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Told how far an upload is; it may be called from any thread.</summary>
    public Action<UploadProgress>? OnUpload { get; init; }

    /// <summary>Called before each request that creates the resource; it may be called from any thread. A call that fails before this
    /// has created nothing.</summary>
    public Action? OnCreate { get; init; }

    /// <summary>The specified method, or preference tuning if beta is specified; null to take it from the examples.</summary>
    public TuningMethod? SpecifiedMethod => Method ?? (Hyperparameters.Beta is null ? null : TuningMethod.Preference);

    /// <summary>Returns <see cref="SpecifiedMethod"/>, or else preference tuning if the examples are preference pairs, and supervised tuning
    /// otherwise.</summary>
    /// <exception cref="TuningDataException">The training examples and the validation examples are for different methods.</exception>
    /// <exception cref="TuningArgumentException">Beta is specified for supervised tuning, or an evaluation for preference tuning or without
    /// validation examples.</exception>
    public TuningMethod ChooseMethod()
    {
        var method = SpecifiedMethod ?? TrainingData.Method ?? ValidationData?.Method ?? TuningMethod.Supervised;
        if (method == TuningMethod.Supervised && Hyperparameters.Beta is not null)
            throw new TuningArgumentException(Messages.BetaOfSupervised);
        if (EvaluationMetrics.Count > 0 && method == TuningMethod.Preference)
            throw new TuningArgumentException(Messages.EvaluationOfPreference);
        if (EvaluationMetrics.Count > 0 && ValidationData is null)
            throw new TuningArgumentException(Messages.EvaluationWithoutExamples);
        // Examples that aren't in a file yet are checked when they are written to one.
        return ValidationData?.Method is { } validation && validation != method && (SpecifiedMethod is null || ValidationData is not ExamplesInRequest)
            ? throw new TuningDataException(Messages.ValidationOfOtherMethod(training: method, validation: validation))
            : method;
    }

    /// <summary>The label that keeps a request's ID.</summary>
    public const string RequestLabel = "geminituning-request";
}
