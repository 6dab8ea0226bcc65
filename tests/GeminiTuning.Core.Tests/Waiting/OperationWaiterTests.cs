using System.Net;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Waiting;

public sealed class OperationWaiterTests
{
    const string Name = "tunedModels/a/operations/op";

    static readonly TuningOperation s_running = new() { Name = Name, Model = "tunedModels/a" };
    static readonly TuningOperation s_done = s_running with { Done = true };
    static readonly TunedModel s_copy = new() { Name = "tunedModels/a", DisplayName = "the operation's copy" };

    readonly ManualTimeProvider _clock = new();
    readonly PolledService _service;

    public OperationWaiterTests() => _service = new PolledService(_clock);

    [Fact]
    public async Task An_operation_that_has_ended_is_asked_about_once_and_at_once()
    {
        _service.Operations.Enqueue(s_done);
        var model = await Waiter().WaitAsync(Name);

        Assert.Equal("the service's own", model.DisplayName);
        Assert.Equal([TimeSpan.Zero], _service.Polls);
    }

    [Theory]
    [InlineData(1000, new[] { 0, 250, 625, 1187, 2030, 3030, 4030 })]
    [InlineData(100, new[] { 0, 100, 200, 300 })]
    [InlineData(0, new[] { 0, 0, 0 })]
    public async Task It_asks_at_once_then_at_growing_intervals_up_to_the_poll_interval(int interval, int[] times)
    {
        for (var poll = 1; poll < times.Length; poll++)
            _service.Operations.Enqueue(s_running);
        _service.Operations.Enqueue(s_done);
        await WaitAsync(TimeSpan.FromMilliseconds(interval));

        Assert.Equal(times, _service.Polls.Select(poll => (int)poll.TotalMilliseconds));
    }

    [Fact]
    public async Task Progress_is_told_of_every_answer_in_order()
    {
        TuningOperation[] answers = [s_running, s_running with { CompletedSteps = 7 }, s_done];
        foreach (var answer in answers)
            _service.Operations.Enqueue(answer);
        var told = new List<TuningOperation>();
        await WaitAsync(TimeSpan.FromSeconds(5), told.Add);

        Assert.Equal(answers, told);
    }

    [Fact]
    public async Task A_tuning_that_failed_is_an_error_with_the_services_reason()
    {
        _service.Operations.Enqueue(s_done with { Error = new ServiceStatus(3, "Too few examples."), Result = s_copy });
        var failed = await Assert.ThrowsAsync<TuningFailedException>(() => Waiter().WaitAsync(Name));

        Assert.Equal("The tuning of tunedModels/a failed. INVALID_ARGUMENT: Too few examples.", failed.Message);
        Assert.Equal(Name, failed.Operation.Name);
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_is_the_operations_copy()
    {
        _service.Operations.Enqueue(s_done with { Result = s_copy });
        _service.ModelFault = Refused(HttpStatusCode.ServiceUnavailable);

        Assert.Same(s_copy, await Waiter().WaitAsync(Name));
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_and_of_which_there_is_no_copy_is_an_error()
    {
        _service.Operations.Enqueue(s_done);
        _service.ModelFault = Refused(HttpStatusCode.Forbidden);

        Assert.Same(_service.ModelFault, await Record.ExceptionAsync(() => Waiter().WaitAsync(Name)));
    }

    public static TheoryData<TuningServiceException> Outages => new()
    {
        new TuningServiceException(TuningServiceErrorKind.Unreachable, "no answer"),
        new TuningServiceException(TuningServiceErrorKind.AnswerUnexpected, "a proxy's page"),
        Refused(HttpStatusCode.InternalServerError),
        Refused(HttpStatusCode.TooManyRequests),
        Refused(HttpStatusCode.RequestTimeout),
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_time_without_good_answers_is_outlived(TuningServiceException fault)
    {
        _service.Faults.AddRange([fault, fault, fault]);
        _service.Operations.Enqueue(s_running);
        _service.Operations.Enqueue(s_done);
        await WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal([0, 5, 10, 15], _service.Polls.Take(4).Select(poll => (int)poll.TotalSeconds));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task What_the_service_refuses_is_an_error_at_once(HttpStatusCode status)
    {
        var refusal = Refused(status);
        _service.Faults.Add(refusal);

        Assert.Same(refusal, await Record.ExceptionAsync(() => Waiter().WaitAsync(Name)));
        Assert.Single(_service.Polls);
    }

    [Fact]
    public async Task It_gives_up_after_the_stated_time_without_any_good_answer()
    {
        _service.Faults.AddRange(Enumerable.Range(0, 1000).Select(_ => Refused(HttpStatusCode.ServiceUnavailable)));
        var told = new List<TimeSpan>();
        var wait = new OperationWaiter(_service, TimeSpan.FromSeconds(5))
        {
            OutageLimit = TimeSpan.FromMinutes(1),
            OnOutage = (_, time) => told.Add(time),
        }.WaitAsync(Name);
        await _clock.DriveAsync(wait.ContinueWith(_ => { }, TaskScheduler.Default));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<TuningServiceException>(() => wait)).StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), _service.Polls[^1]);
        Assert.Equal(12, told.Count);
        Assert.Equal(TimeSpan.FromSeconds(55), told[^1]);
    }

    [Fact]
    public async Task A_good_answer_begins_the_stated_time_anew()
    {
        for (var outage = 0; outage < 20; outage++)
        {
            _service.Faults.AddRange([.. Enumerable.Repeat(Refused(HttpStatusCode.BadGateway), 9), null]);
            _service.Operations.Enqueue(outage == 19 ? s_done : s_running);
        }
        await WaitAsync(TimeSpan.FromSeconds(5), limit: TimeSpan.FromMinutes(1));

        Assert.True(_service.Polls[^1] > TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task A_question_through_which_the_machine_slept_is_asked_again()
    {
        _service.Faults.AddRange([null, Refused(HttpStatusCode.BadGateway), null]);
        _service.Slow.Enqueue(TimeSpan.Zero);
        _service.Slow.Enqueue(TimeSpan.FromHours(9));
        _service.Operations.Enqueue(s_running);
        _service.Operations.Enqueue(s_done);

        await WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(3, _service.Polls.Count);
    }

    [Fact]
    public async Task A_wait_that_the_service_asks_for_is_kept()
    {
        _service.Faults.Add(new TuningServiceException(TuningServiceErrorKind.ServiceFailed, "busy") { StatusCode = HttpStatusCode.ServiceUnavailable, RetryDelay = TimeSpan.FromSeconds(90) });
        _service.Operations.Enqueue(s_done);
        await WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal([0, 90], _service.Polls.Select(poll => (int)poll.TotalSeconds));
    }

    [Fact]
    public async Task The_operations_of_a_model_and_the_finished_model_are_asked_for_until_they_come()
    {
        using var script = new ScriptedService()
            .Answers("", HttpStatusCode.BadGateway).Answers("""{"operations": [{"name": "tunedModels/a/operations/op"}]}""")
            .Answers("""{"done": true}""").Throws(new HttpRequestException("reset")).Answers("""{"state": "ACTIVE"}""");
        var waiter = new OperationWaiter(script.Open(new TuningConnectionOptions { Clock = _clock, RequestTimeout = Timeout.InfiniteTimeSpan }), TimeSpan.Zero);
        var found = waiter.FindAsync("tunedModels/a");
        await _clock.DriveAsync(found);
        var wait = waiter.WaitAsync(Assert.Single(await found).Name);
        await _clock.DriveAsync(wait);

        Assert.Equal(TunedModelState.Active, (await wait).State);
    }

    [Fact]
    public async Task Operations_without_metadata_are_waited_for_like_any_other()
    {
        using var script = new ScriptedService().Answers("{}").Answers("""{"metadata": {}}""").Answers("""{"done": true}""").Answers("{}");

        Assert.Equal("tunedModels/a", (await new OperationWaiter(script.Open(), TimeSpan.Zero).WaitAsync(Name)).Name);
        Assert.Equal(["/v1/tunedModels/a/operations/op", "/v1/tunedModels/a/operations/op", "/v1/tunedModels/a/operations/op", "/v1beta/tunedModels/a"],
            script.Requests.Select(request => request.Uri.AbsolutePath));
    }

    [Fact]
    public async Task Who_cancels_waits_no_longer()
    {
        using var stop = new CancellationTokenSource();
        _service.Operations.Enqueue(s_running);
        var wait = Waiter().WaitAsync(Name, cancellationToken: stop.Token);
        await _clock.ArmedAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Single(_service.Polls);
    }

    OperationWaiter Waiter(TimeSpan? interval = null) => new(_service, interval ?? TimeSpan.FromSeconds(5));

    static TuningServiceException Refused(HttpStatusCode status) =>
        new(status < HttpStatusCode.InternalServerError ? TuningServiceErrorKind.Refused : TuningServiceErrorKind.ServiceFailed, "refused") { StatusCode = status };

    async Task WaitAsync(TimeSpan interval, Action<TuningOperation>? progress = null, TimeSpan? limit = null)
    {
        var wait = new OperationWaiter(_service, interval) { OutageLimit = limit ?? TimeSpan.FromHours(1) }.WaitAsync(Name, progress);
        await _clock.DriveAsync(wait);
        await wait;
    }

    sealed class PolledService(ManualTimeProvider clock) : ITuningService
    {
        readonly DateTimeOffset _begun = clock.GetUtcNow();

        public ServiceName Name => throw new NotSupportedException();

        public IResourceNames Names => throw new NotSupportedException();

        public ServiceLimits Limits => throw new NotSupportedException();

        public string? DefaultBaseModel => throw new NotSupportedException();

        public Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public TimeProvider Clock => clock;

        public ExampleSet CreateExampleSet() => throw new NotSupportedException();

        public Task<string> FindBaseModelAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Queue<TuningOperation> Operations { get; } = new();

        public List<TimeSpan> Polls { get; } = [];

        /// <summary>What each question fails with; null where it is answered.</summary>
        public List<TuningServiceException?> Faults { get; } = [];

        /// <summary>How long each question takes.</summary>
        public Queue<TimeSpan> Slow { get; } = new();

        public TuningServiceException? ModelFault { get; set; }

        public Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellationToken = default)
        {
            Polls.Add(clock.GetUtcNow() - _begun);
            if (Slow.TryDequeue(out var time))
                clock.Advance(time);
            var fault = Faults.ElementAtOrDefault(Polls.Count - 1);
            return fault is null ? Task.FromResult(Operations.Dequeue()) : Task.FromException<TuningOperation>(fault);
        }

        public Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellationToken = default) =>
            ModelFault is null ? Task.FromResult(new TunedModel { Name = name, DisplayName = "the service's own" }) : Task.FromException<TunedModel>(ModelFault);

        public IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(int pageSize = 1000, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task CancelOperationAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task DeleteTunedModelAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
