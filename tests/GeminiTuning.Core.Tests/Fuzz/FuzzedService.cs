using System.Net;
using System.Net.Http.Headers;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>Stands in for a service whose first answer is a bad one. A list's second page is empty.</summary>
sealed class FuzzedService : HttpMessageHandler
{
    static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    (byte[] Body, HttpStatusCode Status, string? Type) _next;

    /// <summary>What a call gives or throws; a call that does not end throws an OperationCanceledException.</summary>
    public async Task<object> OutcomeAsync(FuzzedMethod method, byte[] answer, HttpStatusCode status = HttpStatusCode.OK, string? type = "application/json")
    {
        using var bound = new CancellationTokenSource(s_bound);
        _next = (answer, status, type);
        try
        {
            // A connection of its own, since one remembers that its quota was used up.
            return await method.CallAsync(new TuningConnection(method.Options, null, this).Open(), bound.Token);
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(_next.Body);
        content.Headers.ContentType = _next.Type is null ? null : MediaTypeHeaderValue.Parse(_next.Type);
        var response = new HttpResponseMessage(_next.Status) { Content = content };
        _next = ("{}"u8.ToArray(), HttpStatusCode.OK, "application/json");
        return Task.FromResult(response);
    }
}
