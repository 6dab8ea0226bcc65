using System.Net;
using GeminiTuning.Testing;
using GeminiTuning.Vertex;

namespace GeminiTuning.Tests.Vertex;

/// <summary>Base models that are retired, or can't be tuned where they were asked for.</summary>
public sealed class RetirementTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    // The one test that reads the real clock: on the day when it fails, choose a newer default and update the table of dates.
    [Fact]
    public void The_default_base_model_is_not_in_its_last_month()
    {
        var retirement = ModelRetirement.Find(VertexOptions.DefaultBaseModel);
        Assert.True(retirement is { IsTunable: true });
        Assert.False(retirement.IsNear(DateOnly.FromDateTime(DateTime.UtcNow)), $"{retirement.Model} retires on {retirement.Date:O}.");
    }

    [Theory]
    [InlineData("gemini-2.5-flash", "2026-09-15", null)]
    [InlineData("gemini-2.5-flash", "2026-09-16", "is October 16, 2026")]
    [InlineData("gemini-2.5-flash", "2026-10-16", "is October 16, 2026")]
    [InlineData("gemini-2.5-flash@001", "2026-10-17", "was October 16, 2026")]
    [InlineData("gemini-2.5-pro", "2026-11-28", "Use gemini-3.5-flash instead.")]
    [InlineData("gemini-3.5-flash", "2026-11-28", null)]
    [InlineData("gemini-9-ultra", "2040-01-01", null)]
    public void A_model_is_warned_of_from_a_month_before_its_retirement(string model, string today, string? expected)
    {
        var warning = ModelRetirement.Warning(model, DateTimeOffset.Parse(today + "T12:00:00Z", null));
        Assert.Equal(expected is null, warning is null);
        Assert.Contains(expected ?? "", warning ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tuned_model_is_warned_of_by_its_base_model_once_its_job_was_read()
    {
        var job = VertexScript.Done.Replace("\"tunedModel\"", "\"baseModel\": \"publishers/google/models/gemini-2.5-flash\", \"tunedModel\"", StringComparison.Ordinal);
        _script.Answers(job);
        var service = _script.Vertex(Options(2026, 11));
        Assert.Null(service.ModelWarning(VertexScript.Job));
        await service.GetTunedModelAsync(VertexScript.Job);
        Assert.All([VertexScript.Job, VertexScript.Endpoint, VertexScript.Model], name => Assert.Contains("gemini-2.5-flash was", service.ModelWarning(name)!.Replace("for gemini-2.5-flash was", "gemini-2.5-flash was", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("us-central1", "gemini-2.5-flash", 404, "NOT_FOUND", "Not found.", "Use gemini-3.5-flash-lite or gemini-3.1-flash-lite instead")]
    [InlineData("asia-east1", "gemini-3.5-flash", 400, "INVALID_ARGUMENT", "Base model gemini-3.5-flash is not supported.", "or not in asia-east1")]
    [InlineData("asia-east1", "gemini-3.5-flash", 400, "FAILED_PRECONDITION", "No.", "us-central1 or europe-west4")]
    [InlineData("global", "gemini-3.5-flash", 400, "FAILED_PRECONDITION", "No.", "can't be tuned in the location global")]
    [InlineData("us-central1", "gemini-3.5-flash", 400, "INVALID_ARGUMENT", "epoch_count is too large.", null)]
    [InlineData("us-central1", "gemini-2.5-flash", 403, "PERMISSION_DENIED", "No.", null)]
    public async Task A_refused_create_says_what_to_do_about_the_model_or_the_region(string location, string model, int status, string reason, string message, string? advice)
    {
        _script.Answers($$"""{"error": {"code": {{status}}, "message": "{{message}}", "status": "{{reason}}"} }""", (HttpStatusCode)status);
        var service = _script.Vertex(Options(2026, 11, location));
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() =>
            service.CreateTunedModelAsync(VertexScript.Request with { BaseModel = model, TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") }));
        Assert.Equal(advice is null, fault.Advice is null);
        Assert.Contains(advice ?? "", fault.Advice ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_no_region_serves_says_why()
    {
        const string notFound = """{"error": {"code": 404, "message": "Endpoint not found.", "status": "NOT_FOUND"} }""";
        _script.Answers(notFound, HttpStatusCode.NotFound).Answers(notFound, HttpStatusCode.NotFound);
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() =>
            _script.Vertex().GenerateAsync(new GenerationRequest { Model = VertexScript.Endpoint, Prompt = "7" }));
        Assert.Contains("us-central1 doesn't serve its model", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_garden_lists_gemini_models_with_what_is_known_of_each()
    {
        _script.Answers("""
            {"publisherModels": [
              {"name": "publishers/google/models/imagen-4", "launchStage": "GA"}, {"name": "publishers/google/models/gemini-3.5-flash", "versionId": "default", "launchStage": "GA"},
              {"name": "publishers/google/models/gemini-2.5-flash"}, {"name": "publishers/google/models/gemini-9", "launchStage": "PUBLIC_PREVIEW"}]}
            """);
        var models = await _script.Vertex(Options(2026, 11)).ListBaseModelsAsync().ToListAsync();
        Assert.Equal(
            [("gemini-3.5-flash", true, "GA", new DateOnly(2027, 5, 19)), ("gemini-2.5-flash", null, null, new DateOnly(2026, 10, 16)), ("gemini-9", null, "PUBLIC_PREVIEW", null)],
            models.Select(model => (model.Name, model.CanTune, model.LaunchStage, model.RetirementDate)));
    }

    static TuningConnectionOptions Options(int year, int month, string location = "us-central1") =>
        VertexScript.Options(location) with { Clock = new ManualTimeProvider(new DateTimeOffset(year, month, 28, 0, 0, 0, TimeSpan.Zero)) };
}
