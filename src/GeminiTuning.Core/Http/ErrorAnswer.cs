using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Reads an answer that is an error: <c>{"error": {code, message, status, details[]}}</c>, or whatever a proxy
/// put in its place.</summary>
static partial class ErrorAnswer
{
    const int BodyRead = 68 * 1024;
    // Less than is read, so that a secret cut in two at the end of what was read is not kept in part.
    const int BodyKept = 64 * 1024;
    // More than anyone waits, and less than the longest time that a timer takes.
    static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(30);

    public static async Task<TuningServiceException> ReadAsync(HttpResponseMessage response, RestOptions options, CancellationToken cancellationToken)
    {
        var body = PrintableText.WithoutControls(options.Redact(await ReadStartAsync(response.Content, cancellationToken).ConfigureAwait(false)));
        var requestId = Header(response, "x-request-id") ?? Header(response, "x-goog-request-id");
        return Create(response.StatusCode, Start(body, BodyKept), RetryAfter(response, options.Clock), requestId is null ? null : options.Redact(requestId));
    }

    /// <summary>The error that stands in an answer's JSON.</summary>
    /// <param name="status">The HTTP status; null for the error's own code, where it has one.</param>
    /// <param name="body">The answer.</param>
    /// <param name="retryAfter">What the header asks for.</param>
    /// <param name="requestId">What the header says.</param>
    public static TuningServiceException Create(HttpStatusCode? status, string body, TimeSpan? retryAfter = null, string? requestId = null)
    {
        var error = Parse(body);
        var details = Items(error, "details").ToArray();
        var code = status ?? (Number(error, "code") is >= 400 and < 600 and var number ? (HttpStatusCode)number : null);
        var delay = details.Select(detail => Duration(Text(detail, "retryDelay"))).FirstOrDefault(delay => delay is not null) ?? retryAfter;
        return new TuningServiceException(KindOf(code), Filled(Text(error, "message")) ?? Words(code, body))
        {
            StatusCode = code,
            Status = Text(error, "status"),
            Reason = details.Select(detail => Text(detail, "reason")).FirstOrDefault(reason => reason is not null),
            Details = details,
            FieldViolations = details.SelectMany(detail => Items(detail, "fieldViolations")).Select(Violation).ToArray(),
            QuotaIds = details.SelectMany(detail => Items(detail, "violations")).Select(violation => Text(violation, "quotaId")).OfType<string>().ToArray(),
            RetryDelay = delay > s_longestDelay ? s_longestDelay : delay,
            RequestId = details.Select(detail => Text(detail, "requestId")).FirstOrDefault(id => id is not null) ?? requestId,
            ResponseBody = body,
        };
    }

    static TuningServiceErrorKind KindOf(HttpStatusCode? code) =>
        code < HttpStatusCode.InternalServerError ? TuningServiceErrorKind.Refused : TuningServiceErrorKind.ServiceFailed;

    // The body is JSON, or an array that holds the JSON (a stream's error), or no JSON at all.
    static JsonElement Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(HalfPairs().Replace(body, WholeOrReplaced), new JsonDocumentOptions { AllowTrailingCommas = true });
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
                root = root[0];
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? error.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // JSON can hold half of a surrogate pair, which no text can: reading it throws.
    static string WholeOrReplaced(Match escape) => escape.Groups["half"].Success ? "\\uFFFD" : escape.Value;

    [GeneratedRegex("""\\u[Dd][89ABab]..\\u[Dd][C-Fc-f]|(?<half>\\u[Dd][89A-Fa-f]..)|\\.""", RegexOptions.CultureInvariant)]
    private static partial Regex HalfPairs();

    // Never cut between the two halves of a pair.
    static string Start(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    static string Words(HttpStatusCode? code, string body)
    {
        if (code is { } status && (int)status is >= 300 and < 400)
            return Messages.HttpRedirect(status);
        var text = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string?[] parts = [code is null ? null : $"HTTP {(int)code}", text.Length == 0 ? null : text.Length > 200 ? Start(text, 200) + "…" : text];
        return string.Join(": ", parts.OfType<string>());
    }

    static FieldViolation Violation(JsonElement element) => new(Text(element, "field") ?? "", Text(element, "description") ?? "");

    static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? PrintableText.WithoutControls(value.GetString()!)
            : null;

    // Empty is how a service leaves out what there is none of.
    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>A <c>google.protobuf.Duration</c>: "37s", "1.5s".</summary>
    internal static TimeSpan? Duration(string? text) =>
        text is [.. var number, 's'] && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds((double)Math.Min(seconds, 1_000_000_000))
            : null;

    static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    static async Task<string> ReadStartAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[BodyRead];
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var read = 0;
        try
        {
            read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        // Brotli's word for data that are not Brotli's is InvalidOperationException.
        catch (Exception fault) when (fault is IOException or HttpRequestException or InvalidDataException or InvalidOperationException)
        {
            // The status came; an error's words that were lost on the way do not change what it is.
        }
        return Encoding.UTF8.GetString(buffer, 0, read).TrimStart('\uFEFF');
    }
}
