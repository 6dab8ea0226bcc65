namespace GeminiTuning;

/// <summary>What kind of error a call to the service ended with. What follows from it, such as whether the call is worth
/// repeating, is stated by <see cref="TuningServiceException"/>.</summary>
public enum TuningServiceErrorKind
{
    /// <summary>The service answered with a redirect or a client error (HTTP 3xx or 4xx);
    /// <see cref="TuningServiceException.StatusCode"/> has it.</summary>
    Refused,

    /// <summary>The service failed: it answered with a server error (HTTP 5xx), or reported an error without a code.</summary>
    ServiceFailed,

    /// <summary>No answer came within <see cref="TuningConnectionOptions.RequestTimeout"/>.</summary>
    TimedOut,

    /// <summary>No answer came: the connection could not be made, or it broke off.</summary>
    Unreachable,

    /// <summary>The server's certificate was not accepted, or TLS could not be negotiated. Nothing was sent.</summary>
    SecureConnectionFailed,

    /// <summary>A proxy refused the connection, for example because it requires a password. Nothing was sent to the service.</summary>
    ProxyRefused,

    /// <summary>The answer ended early, is not valid, or lacks a required field.</summary>
    AnswerNotUnderstood,

    /// <summary>The answer is not this service's, such as a proxy's page: the next one will be the same.</summary>
    AnswerUnexpected,

    /// <summary>The answer, or the list that it is a page of, is larger than any that the service gives. The rest was not
    /// read.</summary>
    AnswerTooLarge,

    /// <summary>The connection was closed while the call was under way.</summary>
    ConnectionClosed,

    /// <summary>No access token could be obtained, because the token endpoint did not answer or failed. Nothing was sent.</summary>
    TokenUnavailable,

    /// <summary>A look-up before the create found a resource with the requested ID. Nothing was created.</summary>
    AlreadyExists,

    /// <summary>A search through the service's list didn't find the resource.</summary>
    NotFound,

    /// <summary>The resource exists, but what the call needs isn't there yet, or never will be: its job has made no model.</summary>
    NotReady,

    /// <summary>The service accepted a long-running operation, which then failed; <see cref="TuningServiceException.Status"/>
    /// has its code.</summary>
    OperationFailed,

    /// <summary>A long-running operation of the service didn't end within the time that the client waits for it.</summary>
    OperationTimedOut,
}
