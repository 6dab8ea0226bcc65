namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>Whatever is sent, the emulator answers it, never says that it failed itself, and goes on. The mutations are
/// the same in each run.</summary>
public sealed class FuzzTests : IAsyncLifetime
{
    const int Workers = 4;
    const int Seed = 7;

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public Task Requests_with_other_bytes_do_no_harm() => ShootAsync(least: 3000, FuzzRequest.All.SelectMany((request, route) =>
        Enumerable.Range(0, 200).Select(i => ByteMutations.Of(request.Bytes, new Random(Seed + (1000 * route) + i)))));

    [Fact]
    public Task Requests_with_other_bodies_do_no_harm() => ShootAsync(least: 3000, FuzzRequest.All.Where(r => r.Body?.Contains('{', StringComparison.Ordinal) == true).SelectMany(request =>
        JsonMutations.Of(request.Body!).Select(request.With)));

    [Fact]
    public Task Requests_with_other_paths_do_no_harm() => ShootAsync(least: 3000, FuzzRequest.All.SelectMany(request =>
        PathMutations.Of(request).Select(request.With)));

    [Fact]
    public async Task Requests_with_other_bytes_do_no_harm_among_faults_on_request()
    {
        var plan = FaultPlan.Parse("503, reset, lost, truncated, malformed, slow:0.001s, stalled, expired", 0.5, Seed);
        await using var service = Service.Start(new TuningEmulatorOptions { Faults = plan });
        for (var i = 0; i < 1000; i++)
        {
            var request = FuzzRequest.All[i % FuzzRequest.All.Count].Bytes;
            var other = ByteMutations.Of(request, new Random(Seed + i));
            var fault = await Record.ExceptionAsync(() => Raw.ExchangeAsync(service.Emulator, other, endAfterwards: true));
            Assert.True(fault is null or IOException, $"{fault}");
        }

        await Raw.ConnectionsAsync(service.Emulator, 0);
        Assert.All(service.Emulator.Traffic.Faults.Values, count => Assert.True(count > 0));
        Assert.True(service.Emulator.Traffic.Answered > 0);
    }

    [Fact]
    public async Task The_requests_are_right_before_they_are_changed()
    {
        foreach (var request in FuzzRequest.All)
        {
            Assert.Equal(request.Verb is "POST" or "PATCH" or "PUT", request.Body is not null);
            var statuses = await new FuzzTarget(_service).ShootAsync(request.Bytes);
            Assert.True(statuses is [var status] && status == request.Status, $"{request.Path}: {string.Join(", ", statuses)}");
        }
    }

    async Task ShootAsync(int least, IEnumerable<byte[]> requests)
    {
        var all = requests.ToList();
        Assert.True(all.Count >= least, $"{all.Count}");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var target = new FuzzTarget(_service);
            for (var i = worker; i < all.Count; i += Workers)
                await target.ShootAsync(all[i]);
        })));

        Assert.Equal(200, (await _service.GetAsync("v1beta/models")).Status);
        Assert.NotEmpty(await _service.TuneAsync());
        _service.Disconnect();
        await Raw.ConnectionsAsync(_service.Emulator, 0);
    }
}
