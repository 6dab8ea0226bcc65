using System.Globalization;
using System.Text;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Waiting;

/// <summary>Waiting for many operations at a time: how often the service is asked, and how soon the end of one is noticed.</summary>
public sealed class ManyOperationsTests : IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    readonly ManualTimeProvider _clock = new();
    readonly Polled _service;

    public ManyOperationsTests() => _service = new Polled(_clock);

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_thousand_operations_are_asked_250_times_a_second_at_most_and_each_once_in_each_interval()
    {
        _service.Latency = TimeSpan.FromMilliseconds(100);
        _service.End = _ => TimeSpan.FromMinutes(1);
        await WaitForAllAsync(1000);

        var requests = _service.Requests;
        Assert.True(MostInAnySecond(requests) <= 250, $"{MostInAnySecond(requests)} requests in a second");
        Assert.True(_service.MostUnderWay <= 32, $"{_service.MostUnderWay} under way at a time");
        foreach (var polls in requests.GroupBy(request => request.Id))
        {
            Assert.InRange(polls.First().Time, TimeSpan.Zero, s_interval);
            foreach (var (earlier, later) in polls.Zip(polls.Skip(1)))
                Assert.InRange(later.Time - earlier.Time, s_interval * 0.8, s_interval);
        }
    }

    [Fact]
    public async Task An_operation_that_ends_is_noticed_within_one_interval_though_there_are_a_thousand()
    {
        _service.Latency = TimeSpan.FromMilliseconds(100);
        _service.End = id => TimeSpan.FromMilliseconds(id * 37 % 60_000);
        var noticed = await WaitForAllAsync(1000);

        foreach (var (id, time) in noticed)
            Assert.InRange(time - _service.End(id), TimeSpan.Zero, s_interval + _service.Latency);
    }

    [Fact]
    public async Task Ten_operations_that_have_ended_are_all_noticed_within_a_fifth_of_a_second()
    {
        var noticed = await WaitForAllAsync(10);

        Assert.All(noticed, operation => Assert.InRange(operation.Time, TimeSpan.Zero, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_has_at_most_32_reads_under_way()
    {
        _service.Latency = Timeout.InfiniteTimeSpan;
        using var stop = new CancellationTokenSource();
        var waits = WaitForAllAsync(1000, stop.Token);
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((32, 32), (_service.Requests.Count, _service.MostUnderWay));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
    }

    [Fact]
    public async Task After_a_stop_nothing_is_asked_any_more()
    {
        _service.End = _ => TimeSpan.MaxValue;
        using var stop = new CancellationTokenSource();
        var waits = WaitForAllAsync(100, stop.Token);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        var asked = _service.Requests.Count;
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(asked, _service.Requests.Count);
        Assert.False(_clock.ArmedAsync().IsCompleted, "A timer is left.");
    }

    // When the end of each was noticed.
    async Task<List<(int Id, TimeSpan Time)>> WaitForAllAsync(int count, CancellationToken cancellationToken = default)
    {
        using var connection = new TuningConnection(new TuningConnectionOptions { Clock = _clock, RequestTimeout = TimeSpan.FromDays(1) }, null, _service);
        var waiter = new OperationWaiter(connection.Open(), s_interval);
        var noticed = new List<(int, TimeSpan)>();
        async Task WaitAsync(int id)
        {
            await foreach (var operation in waiter.WatchAsync($"tunedModels/m/operations/{id}", cancellationToken).ConfigureAwait(false))
                if (operation.Done)
                    lock (noticed)
                        noticed.Add((id, _service.Time));
        }
        var waits = Task.WhenAll(Enumerable.Range(0, count).Select(WaitAsync));
        await (cancellationToken.CanBeCanceled ? waits : _clock.DriveAsync(waits)).ConfigureAwait(false);
        await waits.ConfigureAwait(false);
        return noticed;
    }

    static int MostInAnySecond(List<(int Id, TimeSpan Time)> requests)
    {
        var (first, most) = (0, 0);
        for (var last = 0; last < requests.Count; last++)
        {
            while (requests[last].Time - requests[first].Time >= s_second)
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    /// <summary>A service whose operations end at given times.</summary>
    sealed class Polled(ManualTimeProvider clock) : HttpMessageHandler
    {
        readonly DateTimeOffset _begun = clock.GetUtcNow();
        int _underWay;

        public TimeSpan Latency { get; set; }

        public Func<int, TimeSpan> End { get; set; } = _ => TimeSpan.Zero;

        public List<(int Id, TimeSpan Time)> Requests { get; } = [];

        public int MostUnderWay { get; private set; }

        public TimeSpan Time => clock.GetUtcNow() - _begun;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var id = int.Parse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture);
            lock (Requests)
            {
                Requests.Add((id, Time));
                MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
            }
            if (Latency != TimeSpan.Zero)
                await Task.Delay(Latency, clock, cancellationToken).ConfigureAwait(false);
            lock (Requests)
                _underWay--;
            var body = Time >= End(id) ? """{"done": true}""" : """{"done": false}""";
            return new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
