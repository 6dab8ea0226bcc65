using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GeminiTuning.Session;

namespace GeminiTuning.Completion;

/// <summary>Completes a name by asking the service, with what it answered a few seconds ago where that is at hand. It is
/// silent where there is no connection or no answer, and never takes longer than a person would wait.</summary>
/// <typeparam name="TService">What the service must have; where another one is connected, there is nothing to complete.</typeparam>
public abstract class ServiceCompleter<TService> : IArgumentCompleter where TService : class, ITuningService
{
    static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    const int Most = 200;

    static readonly object s_lock = new();
    static ((Type Kind, TuningConnection Connection, string Model) Asked, long At, IReadOnlyList<Candidate> Candidates)? s_last;

    /// <summary>A name, and what is said of it.</summary>
    protected internal sealed record Candidate(string Name, string ToolTip);

    /// <summary>The model that the names belong to; empty where they belong to none, null where there is none to offer.</summary>
    protected virtual string? Model(string word, IDictionary bound) => "";

    /// <summary>What the service has.</summary>
    protected abstract IAsyncEnumerable<Candidate> ListAsync(TService service, string model, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new Word(wordToComplete);
        return Candidates(word, fakeBoundParameters)
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
            return null; // the environment names no usable service or credential
        }
    }

    // A service that does not answer is not asked again at the next key either.
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
        catch (Exception fault) when (fault is TuningServiceException or CredentialException or OperationCanceledException)
        {
            // What came until then is offered.
        }
        return candidates;
    }
}
