using System.Net;
using System.Text;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>Whatever a server answers, a call ends: with a result that is what its type says, or with a fault of the service.</summary>
public sealed class AnswerFuzzTests : IDisposable
{
    readonly FuzzedService _service = new();

    public void Dispose() => _service.Dispose();

    public static TheoryData<string> Methods => [.. FuzzedMethod.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Any_field_may_be_missing_or_hold_anything(string name) => Findings.None((await VariantFindings.OfAsync(name)).OfAny);

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_value_that_cannot_be_read_does_not_cost_the_answer(string name) => Findings.None((await VariantFindings.OfAsync(name)).OfValues);

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task An_answer_cut_off_anywhere_is_a_fault(string name)
    {
        var answer = Encoding.UTF8.GetBytes(FuzzedMethod.All[name].Answer);
        Findings.None(await Findings.OfAsync(Enumerable.Range(0, answer.Length), async length => IsFault(await AnsweredAsync(name, answer[..length]))));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Any_byte_may_be_none_of_utf8(string name)
    {
        var answer = Encoding.UTF8.GetBytes(FuzzedMethod.All[name].Answer);
        Findings.None(await Findings.OfAsync(Enumerable.Range(0, answer.Length),
            async place => Outcome.IsGood(await AnsweredAsync(name, [.. answer[..place], 0xFF, .. answer[(place + 1)..]]))));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_byte_order_mark_is_passed_over(string name) =>
        Assert.IsNotAssignableFrom<Exception>(await AnsweredAsync(name, "\uFEFF" + FuzzedMethod.All[name].Answer));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task What_is_no_answer_of_this_service_is_a_fault(string name)
    {
        string[] bodies = ["", " ", "\0", "\"text\"", "5", "true", "<html>Sign in to the network</html>", "{\"a\": 1} {\"b\": 2}", "[1]", "[[]]", "data: {}\r\n\r\n"];
        string?[] types = ["application/json", "application/json; charset=utf-16", "text/html", "application/octet-stream", null];
        Findings.None(await Findings.OfAsync(bodies.SelectMany(body => types.Select(type => (Body: body, Type: type))), async answer =>
            IsFault(await _service.OutcomeAsync(FuzzedMethod.All[name], Encoding.UTF8.GetBytes(answer.Body), HttpStatusCode.OK, answer.Type))));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Success_without_an_answer_is_a_fault(string name) =>
        IsFault(await _service.OutcomeAsync(FuzzedMethod.All[name], [], HttpStatusCode.NoContent, null));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task What_is_nested_without_end_is_a_fault(string name)
    {
        string[] openings = ["[", "{\"name\":", "{\"tomorrow\":", "[{\"content\":"];
        Findings.None(await Findings.OfAsync(openings, async opening => IsFault(await AnsweredAsync(name, string.Concat(Enumerable.Repeat(opening, 100_000))))));
    }

    // What it is called is asked for next, and a name that is refused then would be blamed on who asks.
    [Theory]
    [InlineData("get operation")]
    [InlineData("create")]
    public async Task An_operation_and_its_model_can_be_asked_for_whatever_the_server_calls_them(string name) =>
        Findings.None((await VariantFindings.OfAsync(name)).OfNames);

    [Theory]
    [InlineData("get job")]
    [InlineData("create job")]
    public async Task So_can_a_job_on_vertex_ai(string name) => Findings.None((await VariantFindings.OfAsync(name)).OfNames);

    [Fact]
    public async Task And_so_can_a_batch() => Findings.None((await VariantFindings.OfAsync("get batch")).OfNames);

    static void IsFault(object outcome)
    {
        Assert.IsType<TuningServiceException>(outcome);
        Outcome.IsGood(outcome);
    }

    Task<object> AnsweredAsync(string name, string answer) => AnsweredAsync(name, Encoding.UTF8.GetBytes(answer));

    Task<object> AnsweredAsync(string name, byte[] answer) => _service.OutcomeAsync(FuzzedMethod.All[name], answer);
}
