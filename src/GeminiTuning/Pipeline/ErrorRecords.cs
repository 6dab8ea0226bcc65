using System.Management.Automation;
using System.Net;
using System.Text;
using GeminiTuning.Session;

namespace GeminiTuning.Pipeline;

/// <summary>The one place that makes error records: each known failure has its ErrorId, its category, the service's
/// words, and what to do next.</summary>
static class ErrorRecords
{
    /// <summary>Whether an exception is one of ours, rather than a flaw or PowerShell's own.</summary>
    public static bool IsKnown(Exception fault) => Classify(fault) is not null;

    /// <summary>The error for a name that nothing has.</summary>
    public static ErrorRecord NotFound(string message, object target) =>
        new(new ItemNotFoundException(PrintableText.Message(message)), "NotFound", ErrorCategory.ObjectNotFound, target);

    /// <summary>The error for an emulator that cannot be started beside the one that runs.</summary>
    public static ErrorRecord EmulatorRunning(Exception fault, object? running) =>
        new(fault, "EmulatorRunning", ErrorCategory.ResourceExists, running);

    /// <summary>The error for a port or a folder that the emulator cannot use.</summary>
    public static ErrorRecord EmulatorNotStarted(Exception fault, object target) =>
        new(fault, "EmulatorNotStarted", ErrorCategory.OpenError, target);

    /// <summary>The error for a failure of ours.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="target">What the user passed in.</param>
    /// <param name="hint">What to do next that only the caller knows, after what the failure itself suggests.</param>
    public static ErrorRecord From(Exception fault, object? target, string? hint = null)
    {
        var (id, category, advice) = Classify(fault) ?? (fault.GetType().FullName!, ErrorCategory.NotSpecified, null);
        string?[] advices = [advice, (fault as TuningServiceException)?.Advice, hint];
        advice = advices.Any(one => one is not null) ? string.Join(Environment.NewLine, advices.Where(one => one is not null)) : null;
        var record = new ErrorRecord(fault, id, category, target);
        var message = Message(fault, advice);
        if (message != fault.Message)
            // Not as its RecommendedAction too, which the newer hosts print beneath the message.
            record.ErrorDetails = new ErrorDetails(message);
        return record;
    }

    static (string Id, ErrorCategory Category, string? Advice)? Classify(Exception fault) => fault switch
    {
        TuningServiceException service => Classify(service),
        TuningDataException { OfPrompts: true } => ("PromptRefused", ErrorCategory.InvalidData, null),
        ExampleFileException => ("ExampleUnreadable", ErrorCategory.InvalidData, null),
        TuningDataException => ("TrainingDataRefused", ErrorCategory.InvalidData, null),
        TuningFailedException => ("TuningFailed", ErrorCategory.InvalidResult, null),
        GenerationBlockedException blocked => (blocked.IsPrompt ? "PromptBlocked" : "AnswerBlocked", ErrorCategory.PermissionDenied, null),
        NoAnswerException => ("NoAnswer", ErrorCategory.InvalidResult, null),
        StillRunningException => ("TuningStillRunning", ErrorCategory.OperationTimeout, null),
        BatchException { IsRunning: true } => ("BatchStillRunning", ErrorCategory.OperationTimeout, null),
        BatchException => ("BatchFailed", ErrorCategory.InvalidResult, null),
        PromptFailedException => ("PromptFailed", ErrorCategory.InvalidResult, null),
        NotOfServiceException => ("NotOfService", ErrorCategory.NotImplemented, null),
        PromptsStoppedException => ("PromptsStopped", ErrorCategory.OperationStopped, null),
        ModelWorseException => ("ModelWorse", ErrorCategory.InvalidResult, null),
        CreateStoppedException => ("CreateStopped", ErrorCategory.OperationStopped, null),
        CredentialException credential => Classify(credential),
        CredentialFileException => ("CredentialFileRefused", ErrorCategory.InvalidData, null),
        NotConnectedException => ("NotConnected", ErrorCategory.ConnectionError, null),
        NoBaseModelException => ("NoTunableBaseModel", ErrorCategory.ResourceUnavailable, null),
        TuningArgumentException => ("InvalidArgument", ErrorCategory.InvalidArgument, null),
        TuningFileException => ("InputOutputError", ErrorCategory.OpenError, null),
        _ => null,
    };

    static (string Id, ErrorCategory Category, string? Advice) Classify(TuningServiceException fault) => fault.Kind switch
    {
        TuningServiceErrorKind.Refused => ClassifyRefusal(fault),
        TuningServiceErrorKind.ServiceFailed when !fault.IsTransient => ("RequestFailed", ErrorCategory.InvalidOperation, null),
        TuningServiceErrorKind.ServiceFailed => ("ServiceFailed", ErrorCategory.ResourceUnavailable, Messages.AdviceServiceFailed),
        TuningServiceErrorKind.TimedOut or TuningServiceErrorKind.OperationTimedOut => ("ServiceTimeout", ErrorCategory.OperationTimeout, null),
        TuningServiceErrorKind.AnswerNotUnderstood or TuningServiceErrorKind.AnswerUnexpected or TuningServiceErrorKind.AnswerTooLarge => ("AnswerNotUnderstood", ErrorCategory.InvalidResult, null),
        TuningServiceErrorKind.TokenUnavailable => ("TokenUnavailable", ErrorCategory.ConnectionError, null),
        TuningServiceErrorKind.ProxyRefused => ("ServiceUnreachable", ErrorCategory.ConnectionError, Messages.AdviceProxy),
        TuningServiceErrorKind.AlreadyExists => ("AlreadyExists", ErrorCategory.ResourceExists, null),
        TuningServiceErrorKind.NotFound => ("NotFound", ErrorCategory.ObjectNotFound, null),
        TuningServiceErrorKind.NotReady or TuningServiceErrorKind.OperationFailed => ("RequestRefused", ErrorCategory.InvalidArgument, null),
        _ => ("ServiceUnreachable", ErrorCategory.ConnectionError, null),
    };

    static (string Id, ErrorCategory Category, string? Advice) ClassifyRefusal(TuningServiceException fault) => fault switch
    {
        { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } => ("ServiceUnreachable", ErrorCategory.ConnectionError, Messages.AdviceProxy),
        // A key that was found in public has no reason of its own.
        { StatusCode: HttpStatusCode.Forbidden } when fault.Message.Contains("leaked", StringComparison.OrdinalIgnoreCase) =>
            ("ApiKeyInvalid", ErrorCategory.AuthenticationError, Messages.AdviceApiKeyLeaked),
        { Reason: "API_KEY_INVALID" } => ("ApiKeyInvalid", ErrorCategory.AuthenticationError, Messages.AdviceApiKey),
        { Reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" } => ("ScopeInsufficient", ErrorCategory.PermissionDenied,
            Messages.AdviceScope(GoogleScopes.GcloudLine)),
        { StatusCode: HttpStatusCode.Unauthorized } => ("CredentialRefused", ErrorCategory.AuthenticationError, Messages.AdviceConnectAgain),
        { Reason: "USER_PROJECT_DENIED" } => ("QuotaProjectRefused", ErrorCategory.PermissionDenied, Messages.AdviceQuotaProjectRefused),
        // It has the reason of an API that is switched off, in a project that is Google's own (GoogleCloudPlatform/dlp-pdf-redaction#25).
        { StatusCode: HttpStatusCode.Forbidden } when fault.Message.Contains("quota project", StringComparison.OrdinalIgnoreCase) =>
            ("QuotaProjectMissing", ErrorCategory.PermissionDenied, Messages.AdviceQuotaProject),
        { Reason: "SERVICE_DISABLED" } => ("ServiceDisabled", ErrorCategory.PermissionDenied, Messages.AdviceEnableApi),
        { Reason: { } reason } when reason.StartsWith("API_KEY_", StringComparison.Ordinal) => ("AccessDenied", ErrorCategory.PermissionDenied, Messages.AdviceKeyRestricted),
        _ when IsBarred(fault) => ("AccessDenied", ErrorCategory.PermissionDenied, Messages.AdviceSuspended),
        { StatusCode: HttpStatusCode.Forbidden } => ("AccessDenied", ErrorCategory.PermissionDenied, Messages.AdviceNoAccess),
        { IsSwitchedOff: true } => ("ModelSwitchedOff", ErrorCategory.ResourceUnavailable, Messages.AdviceSwitchedOff),
        { StatusCode: HttpStatusCode.NotFound } => ("NotFound", ErrorCategory.ObjectNotFound, null),
        { StatusCode: HttpStatusCode.Conflict } => ("AlreadyExists", ErrorCategory.ResourceExists, null),
        { IsDailyQuota: true } => ("DailyQuotaExceeded", ErrorCategory.QuotaExceeded, Messages.AdviceDailyQuota),
        { StatusCode: HttpStatusCode.TooManyRequests } => ("QuotaExceeded", ErrorCategory.QuotaExceeded, Messages.AdviceSlowDown),
        { StatusCode: HttpStatusCode.BadRequest } => ("RequestRefused", ErrorCategory.InvalidArgument, null),
        { IsTransient: true } => ("ServiceFailed", ErrorCategory.ResourceUnavailable, Messages.AdviceServiceFailed),
        _ => ("RequestFailed", ErrorCategory.InvalidOperation, null),
    };

    // A project that Google has barred may have no reason of its own.
    static bool IsBarred(TuningServiceException fault) =>
        fault.Reason == "CONSUMER_SUSPENDED" || fault.Message.Contains("project has been denied access", StringComparison.OrdinalIgnoreCase);

    static (string Id, ErrorCategory Category, string? Advice) Classify(CredentialException fault) => fault.Kind switch
    {
        CredentialErrorKind.Expired => ("SignInExpired", ErrorCategory.AuthenticationError, Messages.AdviceSignInAgain(GoogleScopes.GcloudLine)),
        CredentialErrorKind.SignIn => ("SignInFailed", ErrorCategory.AuthenticationError, null),
        CredentialErrorKind.Unavailable or CredentialErrorKind.ConnectionRefused => ("TokenUnavailable", ErrorCategory.ConnectionError, null),
        _ => ("TokenRefused", ErrorCategory.AuthenticationError, null),
    };

    static string Message(Exception fault, string? advice)
    {
        var text = new StringBuilder(fault.Message);
        if (fault is TuningServiceException service)
            foreach (var violation in service.FieldViolations)
                text.AppendLine().Append("- ").Append(violation);
        if (advice is not null)
            text.AppendLine().Append(advice);
        return PrintableText.Message(text.ToString());
    }
}
