using System.Net.Http.Headers;

namespace GeminiTuning;

/// <summary>An OAuth credential whose tokens end: each is fetched once, shared by all calls, and renewed before its end or
/// when the service refuses it.</summary>
public sealed class TokenCredential(ITokenSource source, string? quotaProject = null, TimeProvider? clock = null) : ICredential
{
    // As Google's libraries do: the metadata server gives the same token until shortly before this.
    static readonly TimeSpan s_margin = TimeSpan.FromSeconds(225);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly TimeProvider _clock = clock ?? TimeProvider.System;
    readonly string? _quotaProject = (quotaProject ?? source.QuotaProject) is { } project ? Secret.Checked(project, "quota project") : null;
    readonly object _gate = new();
    volatile Held? _current;
    volatile Held? _previous;
    Task<Held>? _renewal;

    sealed record Held(string Token, DateTimeOffset? RenewAt, DateTimeOffset? EndsAt);

    /// <inheritdoc/>
    public string Kind => source.Kind;

    /// <inheritdoc/>
    public string? Owner => source.Owner;

    /// <inheritdoc/>
    public string? Project => _quotaProject ?? source.Project;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => _current?.EndsAt;

    /// <summary>Fetches a token now, where none is at hand.</summary>
    /// <exception cref="CredentialException">None is to be had.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken) => await CurrentAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="CredentialException">No token is to be had.</exception>
    public async ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        if (_quotaProject is not null)
            request.Headers.Add("x-goog-user-project", _quotaProject);
    }

    /// <inheritdoc/>
    /// <exception cref="CredentialException">No other token is to be had.</exception>
    public async ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken)
    {
        var token = refused.Headers.Authorization?.Parameter;
        var current = _current;
        // Another call may have renewed it meanwhile.
        if (current is null || current.Token == token)
            current = await RenewOnceAsync(current, cancellationToken).ConfigureAwait(false);
        return current.Token != token;
    }

    /// <inheritdoc/>
    public string Redact(string text) =>
        new[] { _current, _previous }.OfType<Held>().Aggregate(text, (clean, held) => Secrets.Redact(clean, held.Token));

    async ValueTask<Held> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var current = _current;
        if (current is not null && !(current.RenewAt <= now))
            return current;
        try
        {
            return await RenewOnceAsync(current, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException fault) when (fault.Kind is CredentialErrorKind.Unavailable or CredentialErrorKind.ConnectionRefused && current?.EndsAt > now)
        {
            // It is still good; the next call tries again.
            return current;
        }
    }

    // However many calls want another token than this one, one request is made for it. It belongs to none of them, so that
    // the end of one call does not end it for the others.
    Task<Held> RenewOnceAsync(Held? stale, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_current is { } other && other != stale)
                return Task.FromResult(other);
            _renewal ??= Task.Run(FetchAsync, CancellationToken.None);
            return _renewal.WaitAsync(cancellationToken);
        }
    }

    async Task<Held> FetchAsync()
    {
        Held? fresh = null;
        using var patience = new CancellationTokenSource(s_patience, _clock);
        try
        {
            return fresh = Hold(await source.FetchAsync(patience.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException late)
        {
            throw new CredentialException(CredentialErrorKind.Unavailable, Messages.NoTokenInTime(s_patience, Kind), late);
        }
        finally
        {
            lock (_gate)
            {
                if (fresh is not null)
                    (_previous, _current) = (_current, fresh);
                _renewal = null;
            }
        }
    }

    Held Hold(AccessToken token)
    {
        Secrets.Keep(token.Value);
        var now = _clock.GetUtcNow();
        // A token that is short-lived anyway is used for half its life at least.
        var margin = token.Lifetime / 2 < s_margin ? token.Lifetime / 2 : s_margin;
        return new Held(token.Value, now + token.Lifetime - margin, now + token.Lifetime);
    }
}
