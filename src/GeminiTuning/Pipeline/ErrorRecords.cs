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
        new(new ItemNotFoundException(message), "NotFound", ErrorCategory.ObjectNotFound, target);

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
        var (id, category, advice) = Classify(fault) ?? ("UnexpectedError", ErrorCategory.NotSpecified, null);
        advice = advice is null || hint is null ? advice ?? hint : advice + Environment.NewLine + hint;
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
        TuningDataException => ("TrainingDataRefused", ErrorCategory.InvalidData, null),
        TuningFailedException => ("TuningFailed", ErrorCategory.InvalidResult, null),
        GenerationBlockedException blocked => (blocked.IsPrompt ? "PromptBlocked" : "AnswerBlocked", ErrorCategory.PermissionDenied, null),
        StillRunningException => ("TuningStillRunning", ErrorCategory.OperationTimeout, null),
        BatchStoppedException => ("BatchStopped", ErrorCategory.OperationStopped, null),
        CreateStoppedException => ("CreateStopped", ErrorCategory.OperationStopped, null),
        CredentialException credential => Classify(credential),
        CredentialFileException => ("CredentialFileRefused", ErrorCategory.InvalidData, null),
        NotConnectedException => ("NotConnected", ErrorCategory.ConnectionError, null),
        NoBaseModelException => ("NoTunableBaseModel", ErrorCategory.ResourceUnavailable, null),
        ArgumentException => ("InvalidArgument", ErrorCategory.InvalidArgument, null),
        IOException => ("InputOutputError", ErrorCategory.OpenError, null),
        _ => null,
    };

    static (string Id, ErrorCategory Category, string? Advice) Classify(TuningServiceException fault) => fault switch
    {
        { StatusCode: null, IsTransient: true, InnerException: OperationCanceledException } => ("ServiceTimeout", ErrorCategory.OperationTimeout, null),
        { StatusCode: null, InnerException: System.Text.Json.JsonException } => ("AnswerNotUnderstood", ErrorCategory.InvalidResult, null),
        { StatusCode: null } => ("ServiceUnreachable", ErrorCategory.ConnectionError, null),
        { Reason: "API_KEY_INVALID" } => ("ApiKeyInvalid", ErrorCategory.AuthenticationError,
            "Check the key at https://aistudio.google.com/apikey and connect again: Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString)"),
        { Reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" } => ("ScopeInsufficient", ErrorCategory.PermissionDenied,
            $"The token lacks a scope. Sign in again with both: {GoogleScopes.GcloudLine}"),
        { StatusCode: HttpStatusCode.Unauthorized } => ("CredentialRefused", ErrorCategory.AuthenticationError,
            "Connect again with a valid credential: Connect-GeminiTuning. The ways: Get-Help about_GeminiTuning_Authentication"),
        { Reason: "USER_PROJECT_DENIED" } => ("QuotaProjectRefused", ErrorCategory.PermissionDenied,
            "Who asks may not use that project for its calls: grant roles/serviceusage.serviceUsageConsumer in it, or name another with Connect-GeminiTuning -QuotaProject"),
        // It has the reason of an API that is switched off, in a project that is Google's own (GoogleCloudPlatform/dlp-pdf-redaction#25).
        { StatusCode: HttpStatusCode.Forbidden } when fault.Message.Contains("quota project", StringComparison.OrdinalIgnoreCase) =>
            ("QuotaProjectMissing", ErrorCategory.PermissionDenied,
            "Name a project of yours that has the API enabled, and pays for the calls: Connect-GeminiTuning -QuotaProject ID"),
        { Reason: "SERVICE_DISABLED" } => ("ServiceDisabled", ErrorCategory.PermissionDenied,
            "Enable the API in the project: gcloud services enable generativelanguage.googleapis.com --project ID. It takes a few minutes to work."),
        { StatusCode: HttpStatusCode.Forbidden } => ("AccessDenied", ErrorCategory.PermissionDenied,
            "The credential is good, but has no access to this. Its owner can share it; Get-GeminiTuningConnection shows who is asking. A name that does not exist is refused like this, too."),
        { IsSwitchedOff: true } => ("ModelSwitchedOff", ErrorCategory.ResourceUnavailable,
            "The service still has this model in its list, but serves it no longer: Google has switched off what was tuned on the Gemini Developer API. Its examples can be tuned anew on Vertex AI."),
        { StatusCode: HttpStatusCode.NotFound } => ("NotFound", ErrorCategory.ObjectNotFound, null),
        { StatusCode: HttpStatusCode.Conflict } => ("AlreadyExists", ErrorCategory.ResourceExists, null),
        { IsDailyQuota: true } => ("DailyQuotaExceeded", ErrorCategory.QuotaExceeded, "The quota is a day's: trying again sooner does not help."),
        { StatusCode: HttpStatusCode.TooManyRequests } => ("QuotaExceeded", ErrorCategory.QuotaExceeded,
            "Ask more slowly (a smaller -ThrottleLimit), or wait and try again."),
        { StatusCode: HttpStatusCode.BadRequest } => ("RequestRefused", ErrorCategory.InvalidArgument, null),
        { IsTransient: true } => ("ServiceFailed", ErrorCategory.ResourceUnavailable, "It is the service's own failure: try again later."),
        _ => ("RequestFailed", ErrorCategory.InvalidOperation, null),
    };

    static (string Id, ErrorCategory Category, string? Advice) Classify(CredentialException fault) => fault.Fault switch
    {
        CredentialFault.Expired => ("SignInExpired", ErrorCategory.AuthenticationError,
            $"Sign in again: Connect-GeminiTuning -ClientSecretPath client_secret.json, or {GoogleScopes.GcloudLine}"),
        CredentialFault.SignIn => ("SignInFailed", ErrorCategory.AuthenticationError, null),
        CredentialFault.Unavailable => ("TokenUnavailable", ErrorCategory.ConnectionError, null),
        _ => ("TokenRefused", ErrorCategory.AuthenticationError, null),
    };

    static string Message(Exception fault, string? advice)
    {
        var text = new StringBuilder(fault.Message);
        if (fault is TuningServiceException service)
            foreach (var violation in service.FieldViolations)
                text.AppendLine().Append("  ").Append(violation);
        if (advice is not null)
            text.AppendLine().Append(advice);
        return text.ToString();
    }
}
