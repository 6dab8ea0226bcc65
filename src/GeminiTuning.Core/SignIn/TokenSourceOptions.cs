namespace GeminiTuning;

/// <summary>How tokens are asked for.</summary>
public sealed record TokenSourceOptions
{
    readonly string? _account;

    /// <summary>What they are to be good for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = GoogleScopes.All;

    /// <summary>The e-mail address of a service account that they are to stand for.</summary>
    /// <exception cref="TuningArgumentException">It is not one.</exception>
    public string? ImpersonateServiceAccount
    {
        get => _account;
        // It becomes part of an address.
        init => _account = value is null || (value.Count(c => c == '@') == 1 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_'))
            ? value
            : throw new TuningArgumentException(Messages.NotServiceAccountAddress(PrintableText.Of(value)));
    }

    /// <summary>The address of the IAM Service Account Credentials API, where it is not Google's own.</summary>
    public Uri? IamEndpoint { get; init; }

    /// <summary>The clock of the times that are signed.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
