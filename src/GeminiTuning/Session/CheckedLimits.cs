namespace GeminiTuning.Session;

/// <summary>The limits that examples are checked against without a request.</summary>
static class CheckedLimits
{
    /// <summary>The limits of a connection's service; without one, of the session's; without that, of the service that tunes Gemini models
    /// today.</summary>
    public static ExampleLimits Find(TuningConnection? connection)
    {
        if (connection is not null)
            return connection.Open().Limits.Examples;
        try
        {
            using var held = Connections.Find(Connections.SourcesAtOnce);
            return held?.Connection.Open().Limits.Examples ?? ExampleLimits.VertexAI;
        }
        // A credential that can't be used is no reason not to look at a file.
        catch (Exception fault) when (fault is TuningArgumentException or CredentialFileException)
        {
            return ExampleLimits.VertexAI;
        }
    }
}
