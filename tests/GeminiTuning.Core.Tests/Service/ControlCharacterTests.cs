using System.Net;
using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Service;

/// <summary>What a service says cannot command the terminal that it is shown on. What a model says is left as it is.</summary>
public sealed class ControlCharacterTests : IDisposable
{
    // Sets a terminal's title, and clears it.
    const string Escape = """\u001b]0;owned\u0007\u001b[2J\u009b1m""";
    const string Harmless = "\uFFFD]0;owned\uFFFD\uFFFD[2J\uFFFD1m";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task In_names_and_descriptions()
    {
        _script.Answers($$"""{"name": "tunedModels/a", "displayName": "{{Escape}}", "description": "{{Escape}}"}""");
        var model = await _script.Open().GetTunedModelAsync("a");

        Assert.Equal((Harmless, Harmless), (model.DisplayName, model.Description));
    }

    [Fact]
    public async Task In_labels_and_the_words_of_a_failed_job()
    {
        _script.Answers($$$"""{"name": "{{{VertexScript.Job}}}", "state": "JOB_STATE_FAILED", "labels": {"a{{{Escape}}}": "{{{Escape}}}"}, "error": {"code": 3, "message": "{{{Escape}}}"}}""");
        var model = await _script.Vertex().GetTunedModelAsync(VertexScript.Job);

        Assert.Equal((Harmless, "a" + Harmless, Harmless), (model.Error!.Message, model.Labels.Single().Key, model.Labels.Single().Value));
    }

    [Fact]
    public async Task In_a_base_model_and_a_permission()
    {
        _script.Answers($$"""{"models": [{"name": "models/a", "displayName": "{{Escape}}", "supportedGenerationMethods": ["{{Escape}}"]}]}""")
            .Answers($$"""{"permissions": [{"name": "tunedModels/a/permissions/1", "emailAddress": "{{Escape}}", "granteeType": "USER", "role": "READER"}]}""");
        var model = (await _script.Open().ListBaseModelsAsync().ToListAsync()).Single();
        var permission = (await _script.Open().ListPermissionsAsync("a").ToListAsync()).Single();

        Assert.Equal((Harmless, Harmless, Harmless), (model.DisplayName, model.SupportedGenerationMethods.Single(), permission.EmailAddress));
    }

    [Theory]
    [InlineData($$$"""{"error": {"code": 400, "message": "{{{Escape}}}", "status": "{{{Escape}}}", "details": [{"reason": "{{{Escape}}}", "fieldViolations": [{"field": "{{{Escape}}}", "description": "{{{Escape}}}"}]}]}}""")]
    [InlineData("<html>\u001B]0;owned\u0007\u001B[2J</html>")]
    public async Task In_an_error(string body)
    {
        _script.Answers(body, HttpStatusCode.BadRequest, ("x-request-id", "a"));
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GetTunedModelAsync("a"));

        string?[] shown = [fault.ToString(), fault.Status, fault.Reason, fault.ResponseBody, .. fault.FieldViolations.Select(violation => violation.ToString())];
        Assert.All(shown, text => Assert.DoesNotContain(text ?? "", c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));
        Assert.Contains("owned", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_models_answer_is_what_the_model_said()
    {
        _script.Answers($$$"""{"candidates": [{"content": {"parts": [{"text": "{{{Escape}}}"}]}, "finishReason": "STOP", "finishMessage": "{{{Escape}}}"}]}""");
        var answer = await _script.Open().GenerateAsync(new GenerationRequest { Model = "a", Prompt = "7" });

        Assert.Equal(("\u001B]0;owned\u0007\u001B[2J\u009B1m", Harmless), (answer.Text, answer.Candidates[0].FinishMessage));
    }
}
