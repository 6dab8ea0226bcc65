using System.Globalization;

namespace GeminiTuning.Emulator.Faults;

/// <summary>The table of faults. To add a fault, add a row here and its effect to <see cref="FaultGate"/>.</summary>
static class FaultTable
{
    const double LongestWait = 3600;
    const int QuotaStatus = 429;
    const string Daily = "PerDay";
    static readonly TimeSpan s_defaultDelay = TimeSpan.FromSeconds(1);

    // Faults that a client overcomes by trying again. The others would end its work: permanent statuses, a used-up daily
    // quota, an expired token.
    static readonly string[] s_transient =
        ["429", "429:1s", "500", "502", "503", "504", "reset", "lost", "truncated", "malformed", "slow", "stalled"];

    public static IReadOnlyList<FaultDescription> Create() =>
    [
        Row("503", "An HTTP status from 400 to 599, with the service's error body.", false, ReadStatus, "any status from 400 to 599"),
        Row("429:2s", "A status with the time to wait, 0 to 3600 seconds: RetryInfo in the body, and Retry-After in whole seconds.", false, ReadStatusWithWait),
        Row("429:PerDay", "The daily quota is used up: QuotaFailure with PerDay in its quota ID, and no time to wait.", false, ReadDailyQuota),
        Row(
            "expired",
            "401, UNAUTHENTICATED, ACCESS_TOKEN_EXPIRED. The request's access token is rejected from then on; without a token, only this request is.",
            false,
            Named("expired", FaultKind.Expired)),
        Row("reset", "The connection is reset.", false, Named("reset", FaultKind.Reset)),
        Row("lost", "The connection closes before the first byte of the response.", true, Named("lost", FaultKind.Lost)),
        Row(
            "truncated",
            "The headers and half of the body, then the connection closes. Of a stream, half of its parts.",
            true,
            Named("truncated", FaultKind.Truncated)),
        Row("malformed", "A complete response whose JSON is cut off in the middle.", true, Named("malformed", FaultKind.Malformed)),
        Row("slow", "The response, 1 second late.", true, Named("slow", FaultKind.Slow, s_defaultDelay)),
        Row("slow:2s", "The response, 0 to 3600 seconds late. A client that disconnects earlier gets none.", true, ReadSlow),
        Row(
            "stalled",
            "The headers and half of the body, then nothing until the client disconnects, for at most one minute.",
            true,
            Named("stalled", FaultKind.Stalled)),
        Row("none", "The normal response. Use it in a list, not with a rate.", true, Named("none", FaultKind.None), "only in a list"),
        Row(
            "any",
            $"Any fault that a retry overcomes: {string.Join(", ", s_transient)}. Use it with a rate, not in a list.",
            null,
            None,
            "only with a rate",
            s_transient),
    ];

    /// <summary>Reads one fault; null if the table has none of that form.</summary>
    public static Fault? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var detail = colon < 0 ? null : text[(colon + 1)..];
        return FaultDescription.All.Select(row => row.Read(name, detail)).FirstOrDefault(fault => fault is not null);
    }

    static FaultDescription Row(
        string text, string effect, bool? isExecuted, Func<string, string?, Fault?> read, string? restriction = null, IReadOnlyList<string>? members = null) =>
        new(text, effect, isExecuted, read) { Restriction = restriction, Members = members ?? [] };

    static Fault? None(string name, string? detail) => null;

    static Func<string, string?, Fault?> Named(string expected, FaultKind kind, TimeSpan? wait = null) => (name, detail) =>
        detail is null && Equal(name, expected) ? new Fault(kind, expected) { Wait = wait } : null;

    static Fault? ReadStatus(string name, string? detail) =>
        detail is null && Status(name) is { } status ? new Fault(FaultKind.Status, $"{status}") { Status = status } : null;

    static Fault? ReadStatusWithWait(string name, string? detail) => Status(name) is { } status && Seconds(detail) is { } wait
        ? new Fault(FaultKind.Status, $"{status}:{Text(wait)}") { Status = status, Wait = wait }
        : null;

    static Fault? ReadDailyQuota(string name, string? detail) => Status(name) == QuotaStatus && Equal(detail, Daily)
        ? new Fault(FaultKind.Status, $"{QuotaStatus}:{Daily}") { Status = QuotaStatus, IsDaily = true }
        : null;

    static Fault? ReadSlow(string name, string? detail) =>
        Equal(name, "slow") && Seconds(detail) is { } wait ? new Fault(FaultKind.Slow, $"slow:{Text(wait)}") { Wait = wait } : null;

    static bool Equal(string? text, string expected) => expected.Equals(text, StringComparison.OrdinalIgnoreCase);

    static int? Status(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599 ? status : null;

    static TimeSpan? Seconds(string? text) =>
        text is [.. var number, 's' or 'S']
        && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= LongestWait
            ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000))
            : null;

    static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.###'s'", CultureInfo.InvariantCulture);
}
