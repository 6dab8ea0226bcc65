namespace GeminiTuning;

/// <summary>A service that tunes models and lets them be asked. Every method throws
/// <see cref="TuningServiceException"/> for what the service or the network refuses, and
/// <see cref="OperationCanceledException"/> when it is cancelled.</summary>
public interface ITuningService
{
    /// <summary>What services with this interface are called; null for the interface that all services have. It is known
    /// without a connection, for an error that points to the service that has what another lacks.</summary>
    static virtual ServiceName? Service => null;

    /// <summary>What the service is called.</summary>
    ServiceName Name { get; }

    /// <summary>The names of its resources.</summary>
    IResourceNames Names { get; }

    /// <summary>The longest texts that it takes.</summary>
    ServiceLimits Limits { get; }

    /// <summary>The base model that is tuned where none is named; null where only <see cref="FindBaseModelAsync"/> knows.</summary>
    string? DefaultBaseModel { get; }

    /// <summary>The clock of all waits for it, the connection's: <see cref="TuningConnectionOptions.Clock"/>.</summary>
    TimeProvider Clock { get; }

    /// <summary>An empty set for examples to tune on, which checks each as this service would.</summary>
    /// <exception cref="ArgumentException">The connection has no place for examples: on Vertex AI, no bucket.</exception>
    ExampleSet CreateExampleSet();

    /// <summary>Opens a file on this computer that has examples in the format of this service. Read it to its end, and pass its
    /// <see cref="LocalExampleFile.Data"/> to a request.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="ExampleFileException">The file can't be opened.</exception>
    /// <exception cref="TuningArgumentException">The service doesn't take files, or the connection has no place for them.</exception>
    LocalExampleFile OpenExampleFile(string path) => throw new TuningArgumentException(Messages.FilesNotTaken(Name.InText));

    /// <summary>Returns the examples of a dataset that is already in Cloud Storage, as they are read. A line that isn't an example is
    /// passed over.</summary>
    /// <param name="uri">The object: <c>gs://BUCKET/OBJECT</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TuningArgumentException">The service reads no datasets from Cloud Storage.</exception>
    IAsyncEnumerable<TuningExample> ReadExamplesAsync(string uri, CancellationToken cancellationToken = default) =>
        throw new TuningArgumentException(Messages.FilesNotTaken(Name.InText));

    /// <summary>The base model to tune where none is named: the only one that the service tunes, or its default.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="NoBaseModelException">The service tunes no base model.</exception>
    /// <exception cref="ArgumentException">It tunes several, and has no default.</exception>
    Task<string> FindBaseModelAsync(CancellationToken cancellationToken = default);

    /// <summary>The base models, tunable or not, page by page as they are asked for.</summary>
    IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns a warning about the use of a model: that its base model is retired, or will be within a month. Null for none,
    /// and for a tuned model of which this connection has read nothing yet.</summary>
    /// <param name="model">A base model or a tuned model, by its full name.</param>
    string? ModelWarning(string model) => null;

    /// <summary>Returns the thinking setting with which a model thinks the least. Null if it isn't known, also for a tuned model of
    /// which this connection has read nothing yet.</summary>
    /// <param name="model">A base model or a tuned model, by its full name.</param>
    ThinkingSetting? LowestThinking(string model) => null;

    /// <summary>The tuned models, page by page as they are asked for.</summary>
    /// <param name="filter">The service's filter, or null for all.</param>
    /// <param name="pageSize">How many to ask for at a time: 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = 100, CancellationToken cancellationToken = default);

    /// <summary>One tuned model.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Returns a model with its loss, where the service keeps that apart from the model. A loss that can't be read is no
    /// error: the model is then returned as it is.</summary>
    /// <param name="model">A model from this service.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    Task<TunedModel> ReadLossAsync(TunedModel model, CancellationToken cancellationToken = default) => Task.FromResult(model);

    /// <summary>Returns a model with everything that the service keeps apart from it: its loss and, on Vertex AI, its name,
    /// description, labels and default checkpoint in the model registry.</summary>
    /// <inheritdoc cref="ReadLossAsync(TunedModel, CancellationToken)" path="/param"/>
    Task<TunedModel> CompleteAsync(TunedModel model, CancellationToken cancellationToken = default) => ReadLossAsync(model, cancellationToken);

    /// <summary>Returns an operation with the loss so far, where the service keeps that apart from the operation. A loss that
    /// can't be read is no error.</summary>
    /// <param name="operation">An operation from this service.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    Task<TuningOperation> ReadLossAsync(TuningOperation operation, CancellationToken cancellationToken = default) => Task.FromResult(operation);

    /// <summary>Returns the number of tokens of examples, as the service counts them; null if it has no such method.</summary>
    /// <param name="model">The model that is tuned: a base model, or a tuned model.</param>
    /// <param name="isBaseModel">Whether it's a base model.</param>
    /// <param name="examples">The examples: at most as many as one request takes. For a whole dataset, see <see cref="TokenSample"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<long?> CountTokensAsync(string model, bool isBaseModel, IReadOnlyList<TuningExample> examples, CancellationToken cancellationToken = default) =>
        Task.FromResult<long?>(null);

    /// <summary>Starts a tuning. It can be repeated after a fault: the request carries the model's ID, and an answer
    /// that was lost is looked up.</summary>
    Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes what is given of a tuned model, and nothing else. It does no harm when it is repeated.</summary>
    /// <param name="name">The model's resource name.</param>
    /// <param name="changes">What is to be changed.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The model as it is now.</returns>
    Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a tuned model; one that is being tuned is not tuned any further. It can be repeated after a fault:
    /// what an attempt whose answer was lost has deleted is no error.</summary>
    /// <param name="name">The model's resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task DeleteTunedModelAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>One operation as it stands.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The operations of a tuned model.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, CancellationToken cancellationToken = default);

    /// <summary>The operations that run, of all models.</summary>
    /// <param name="pageSize">How many to ask for at a time: 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(int pageSize = 1000, CancellationToken cancellationToken = default);

    /// <summary>Asks for a tuning to be ended. One that has ended stays as it is, so that it can be repeated.</summary>
    /// <param name="name">The operation's resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task CancelOperationAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Asks a model.</summary>
    Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Asks a model, and gives the answer piece by piece as it is made.</summary>
    IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, CancellationToken cancellationToken = default);
}
