using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Session;

namespace GeminiTuning.Completion;

/// <summary>Completes a name by asking the service, with what it answered a few seconds ago where that is at hand. It is
/// silent where there is no connection or no answer, and never takes longer than a person would wait.</summary>
public abstract class ServiceCompleter : IArgumentCompleter
{
    static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    const int Most = 200;

    static readonly object s_lock = new();
    static (Type Kind, TuningConnection Connection, long At, IReadOnlyList<Candidate> Candidates)? s_last;

    /// <summary>A name, and what is said of it.</summary>
    protected internal sealed record Candidate(string Name, string ToolTip);

    /// <summary>What the service has.</summary>
    protected abstract IAsyncEnumerable<Candidate> ListAsync(ITuningService service, CancellationToken cancellation);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        return Candidates(fakeBoundParameters)
            .Where(candidate => pattern.IsMatch(candidate.Name) || pattern.IsMatch(candidate.Name[(candidate.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]))
            .Select(candidate => new CompletionResult(candidate.Name, candidate.Name, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    IReadOnlyList<Candidate> Candidates(IDictionary bound)
    {
        if (Connection(bound) is not { } connection)
            return [];
        lock (s_lock)
            if (s_last is { } last && last.Kind == GetType() && last.Connection == connection && TimeProvider.System.GetElapsedTime(last.At) < s_fresh)
                return last.Candidates;
        var fresh = Task.Run(() => AskAsync(connection)).GetAwaiter().GetResult();
        lock (s_lock)
            s_last = (GetType(), connection, TimeProvider.System.GetTimestamp(), fresh);
        return fresh;
    }

    static TuningConnection? Connection(IDictionary bound)
    {
        try
        {
            return bound?["Connection"] as TuningConnection ?? Connections.Find();
        }
        catch (Exception fault) when (fault is ArgumentException or CredentialFileException)
        {
            return null; // the environment names no usable service or credential
        }
    }

    // A service that does not answer is not asked again at the next key either.
    async Task<IReadOnlyList<Candidate>> AskAsync(TuningConnection connection)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var candidates = new List<Candidate>();
        try
        {
            await foreach (var candidate in ListAsync(connection.Open(), patience.Token).ConfigureAwait(false))
            {
                candidates.Add(candidate);
                if (candidates.Count == Most)
                    break;
            }
        }
        catch (Exception fault) when (fault is TuningServiceException or CredentialException or OperationCanceledException)
        {
            // What came until then is offered.
        }
        return candidates;
    }
}
