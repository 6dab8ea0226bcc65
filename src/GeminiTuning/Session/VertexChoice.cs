namespace GeminiTuning.Session;

/// <summary>What a person says about Vertex AI.</summary>
/// <param name="Location">The region.</param>
/// <param name="Bucket">The bucket for datasets and answers.</param>
sealed record VertexChoice(string? Location = null, string? Bucket = null)
{
    // An emulator asks for no account, and has every project, region and bucket.
    const string Emulator = "emulator";
    const string EmulatorLocation = "us-central1";

    /// <summary>A connection with what is said, else what the environment says, else, on this machine, what an emulator takes.</summary>
    /// <param name="options">The connection, with its credential.</param>
    /// <param name="endpoint">The address; null for Google's own.</param>
    /// <param name="credential">What is said about the credential, with the project.</param>
    /// <exception cref="TuningArgumentException">Something is missing, or cannot be used.</exception>
    public TuningConnectionOptions Complete(TuningConnectionOptions options, Uri? endpoint, CredentialChoice credential)
    {
        var environment = EnvironmentSettings.Current;
        var isHere = endpoint is { IsAbsoluteUri: true, IsLoopback: true };
        var location = Location ?? environment.Location ?? (isHere ? EmulatorLocation : throw new TuningArgumentException(Messages.NoLocation));
        return options with
        {
            Endpoint = endpoint ?? VertexOptions.GoogleAddress(location),
            Vertex = new VertexOptions
            {
                Project = credential.Project ?? environment.Project ?? options.Credential.Project ?? (isHere ? Emulator : throw new TuningArgumentException(Messages.NoProject)),
                Location = location,
                Bucket = Bucket is not null ? StorageUri.Folder(Bucket) : environment.Bucket ?? (isHere ? StorageUri.Folder(Emulator) : null),
                StorageEndpoint = isHere ? environment.StorageEmulator ?? endpoint! : VertexOptions.GoogleStorage,
            },
        };
    }
}
