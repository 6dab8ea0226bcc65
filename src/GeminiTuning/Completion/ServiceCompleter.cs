using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Session;

namespace GeminiTuning.Completion;

/// <summary>Completes names from the service, and caches them for a few seconds. It completes nothing if there is no connection or
/// no timely response.</summary>
/// <typeparam name="TService">The required service type. For other services, nothing is completed.</typeparam>
public abstract class ServiceCompleter<TService> : IArgumentCompleter where TService : class, ITuningService
{
    static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    const int Most = 200;

    static readonly object s_lock = new();
    static ((Type Kind, TuningConnection Connection, string Model) Asked, long At, IReadOnlyList<Candidate> Candidates)? s_last;

    /// <summary>The model that the names belong to; empty if they belong to no model, null to complete nothing.</summary>
    protected virtual string? Model(string word, IDictionary bound) => "";

    /// <summary>Lists the names from the service.</summary>
    protected abstract IAsyncEnumerable<Candidate> ListAsync(TService service, string model, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        var candidates = Candidates(word, fakeBoundParameters);
        return candidates
            .Where(candidate => !candidate.IsDisplayName || (word.Text.Length > 0
                && candidates.Count(other => other.IsDisplayName && string.Equals(other.Name, candidate.Name, StringComparison.OrdinalIgnoreCase)) == 1))
            .Where(candidate => word.Begins(candidate.Name) || word.Begins(candidate.Name[(candidate.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]))
            .Select(candidate => Word.Result(candidate.Name, candidate.ToolTip));
    }

    IReadOnlyList<Candidate> Candidates(Word word, IDictionary bound)
    {
        var given = bound?["Connection"] as TuningConnection;
        using var held = given is null ? Held() : null;
        if ((given ?? held?.Connection) is not { } connection || Model(word.Text, bound!) is not { } model)
            return [];
        var asked = (GetType(), connection, model);
        lock (s_lock)
            if (s_last is { } last && last.Asked == asked && TimeProvider.System.GetElapsedTime(last.At) < s_fresh)
                return last.Candidates;
        var fresh = Task.Run(() => AskAsync(connection, model)).GetAwaiter().GetResult();
        lock (s_lock)
            s_last = (asked, TimeProvider.System.GetTimestamp(), fresh);
        return fresh;
    }

    static HeldConnection? Held()
    {
        try
        {
            return Connections.Find(Connections.SourcesAtOnce);
        }
        catch (Exception fault) when (fault is TuningArgumentException or CredentialFileException)
        {
            return null; // The environment specifies an invalid service or credential.
        }
    }

    // The result is also cached if the service doesn't respond, so that the next key doesn't wait again.
    async Task<IReadOnlyList<Candidate>> AskAsync(TuningConnection connection, string model)
    {
        if (connection.Open() is not TService service)
            return [];
        using var patience = new CancellationTokenSource(s_patience);
        var candidates = new List<Candidate>();
        try
        {
            await foreach (var candidate in ListAsync(service, model, patience.Token).ConfigureAwait(false))
            {
                candidates.Add(candidate);
                if (candidates.Count == Most)
                    break;
            }
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningArgumentException or CredentialException or OperationCanceledException)
        {
            // The candidates so far are returned.
        }
        return candidates;
    }
}
