using System.Net;

namespace GeminiTuning.Tests.Service;

/// <summary>A model that the service lists but doesn't serve, anymore or yet, is told apart from one that doesn't exist.</summary>
public sealed class SwitchedOffTests : IDisposable
{
    const string Absent = """{"error": {"code": 404, "message": "Tuned model tunedModels/a does not exist.", "status": "NOT_FOUND"}}""";

    const string Early = """{"error": {"code": 400, "message": "No.", "status": "FAILED_PRECONDITION"}}""";

    static readonly GenerationRequest s_request = new() { Model = "tunedModels/a", Prompt = "1" };

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_model_that_can_be_read_but_not_asked_is_switched_off()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Answers("""{"name": "tunedModels/a", "state": "ACTIVE"}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GenerateAsync(s_request));

        Assert.Equal((true, "Tuned model tunedModels/a does not exist."), (fault.IsSwitchedOff, fault.Message));
    }

    [Fact]
    public async Task A_model_that_is_still_being_tuned_says_how_to_wait_for_it()
    {
        _script.Answers(Early, HttpStatusCode.BadRequest).Answers("""{"name": "tunedModels/a", "state": "CREATING"}""");
        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GenerateAsync(s_request));

        Assert.Equal(TuningServiceErrorKind.NotReady, fault.Kind);
        Assert.Equal(
            "tunedModels/a isn't ready because it's still being tuned. To wait until it's ready, run 'Wait-TuningOperation tunedModels/a'.",
            fault.Message);
    }

    [Fact]
    public async Task A_failed_precondition_of_a_model_that_is_ready_keeps_the_services_message()
    {
        _script.Answers(Early, HttpStatusCode.BadRequest).Answers("""{"name": "tunedModels/a", "state": "ACTIVE"}""");

        Assert.Equal("No.", (await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GenerateAsync(s_request))).Message);
    }

    [Fact]
    public async Task Streamed_or_not()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Answers("""{"name": "tunedModels/a", "state": "ACTIVE"}""");

        Assert.True((await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GenerateStreamAsync(s_request).ToListAsync())).IsSwitchedOff);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_not_switched_off()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Answers(Absent, HttpStatusCode.NotFound);

        Assert.False((await Assert.ThrowsAsync<TuningServiceException>(() => _script.Open().GenerateAsync(s_request))).IsSwitchedOff);
    }

    [Fact]
    public async Task A_look_up_that_its_caller_cancels_is_made_anew_for_the_next()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Hangs().Answers(Absent, HttpStatusCode.NotFound).Answers("""{"name": "tunedModels/a"}""");
        var service = _script.Open();
        using var stop = new CancellationTokenSource();
        var first = service.GenerateAsync(s_request, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.True((await Assert.ThrowsAsync<TuningServiceException>(() => service.GenerateAsync(s_request))).IsSwitchedOff);
    }

    [Fact]
    public async Task A_caller_who_waits_for_a_look_up_that_another_cancels_makes_it_anew()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Hangs().Answers(Absent, HttpStatusCode.NotFound).Answers("""{"name": "tunedModels/a"}""");
        var service = _script.Open();
        using var stop = new CancellationTokenSource();
        var first = service.GenerateAsync(s_request, stop.Token);
        var second = service.GenerateAsync(s_request);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.True((await Assert.ThrowsAsync<TuningServiceException>(() => second)).IsSwitchedOff);
    }

    [Fact]
    public async Task It_is_looked_up_once_for_all_prompts_of_a_command()
    {
        _script.Answers(Absent, HttpStatusCode.NotFound).Answers("""{"name": "tunedModels/a"}""").Answers(Absent, HttpStatusCode.NotFound);
        var service = _script.Open();
        await Assert.ThrowsAsync<TuningServiceException>(() => service.GenerateAsync(s_request));

        Assert.True((await Assert.ThrowsAsync<TuningServiceException>(() => service.GenerateAsync(s_request))).IsSwitchedOff);
        Assert.Equal(3, _script.Requests.Count);
    }
}
