using System.Net;

namespace GeminiTuning;

// Calls that may be made again though an attempt before may have been carried out.
sealed partial class RestClient
{
    /// <summary>Makes a call with retries. Where an attempt that failed may have been carried out, and the next meets the status
    /// that it then would, what that attempt did is looked up; the refusal stands where it did nothing.</summary>
    /// <param name="attempt">Makes one attempt.</param>
    /// <param name="met">The status that a repetition meets.</param>
    /// <param name="find">Looks up what was done; null where nothing was.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> attempt, HttpStatusCode met, Func<Task<T?>> find, CancellationToken cancellationToken) where T : class
    {
        var attempts = new Uncertain<T>(attempt);
        try
        {
            return await RetryAsync(attempts.RunAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException refused) when (refused.StatusCode == met && attempts.MayBeDone)
        {
            if (await find().ConfigureAwait(false) is { } found)
                return found;
            throw;
        }
    }

    /// <summary>Makes a call with retries that would be carried out twice. After a fault in which an attempt may have been
    /// carried out, what it did is looked up before the next.</summary>
    /// <param name="attempt">Makes one attempt.</param>
    /// <param name="find">Looks up what was done; null where nothing was.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> RepeatOrFindAsync<T>(Func<CancellationToken, Task<T>> attempt, Func<CancellationToken, Task<T?>> find, CancellationToken cancellationToken) where T : class
    {
        var attempts = new Uncertain<T>(attempt);
        return RetryAsync(async token => attempts.MayBeDone && await find(token).ConfigureAwait(false) is { } found
            ? found
            : await attempts.RunAsync(token).ConfigureAwait(false), cancellationToken);
    }

    // Attempts of a call, and whether one that failed may have been carried out.
    sealed class Uncertain<T>(Func<CancellationToken, Task<T>> attempt)
    {
        public bool MayBeDone { get; private set; }

        public async Task<T> RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (TuningServiceException fault) when (fault.MayHaveBeenCarriedOut)
            {
                MayBeDone = true;
                throw;
            }
        }
    }
}
