namespace GeminiTuning.Tests.Counting;

/// <summary>The sample of a dataset whose tokens are counted, and the estimate that comes of it.</summary>
public sealed class TokenSampleTests
{
    readonly List<IReadOnlyList<TuningExample>> _requests = [];

    static TuningExample Example(string input, string output = "x") => new() { TextInput = input, Output = output };

    // Four characters a token, counted up in each text: short texts have more tokens for their characters.
    static long Tokens(TuningExample example) => ((example.TextInput.Length + 3) / 4) + ((example.Output.Length + 3) / 4);

    async Task<TokenEstimate> EstimateAsync(TokenSample sample) => await sample.EstimateAsync(examples =>
    {
        _requests.Add(examples);
        return Task.FromResult(examples.Sum(Tokens));
    });

    static TokenSample SampleOf(IEnumerable<TuningExample> examples, ulong seed = 1, int requests = 20, int characters = 40_000)
    {
        var sample = new TokenSample(seed, requests, characters);
        foreach (var example in examples)
            sample.Add(example);
        return sample;
    }

    // Texts of very different lengths, as in a dataset of questions and articles.
    static List<TuningExample> Mixed(int count, ulong seed = 7)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Example(new string('a', 1 + random.Next(random.Next(4) == 0 ? 900 : 60)), new string('b', 1 + random.Next(12))))];
    }

    [Fact]
    public async Task A_small_dataset_is_counted_whole_in_one_request()
    {
        var estimate = await EstimateAsync(SampleOf(Mixed(40)));
        Assert.Equal(new TokenEstimate { ExampleCount = 40, CountedExampleCount = 40, Tokens = Mixed(40).Sum(Tokens) }, estimate);
        Assert.False(estimate.IsSampled);
        Assert.True(_requests.Count is > 1 and <= 20);
        _requests.Clear();
        await EstimateAsync(SampleOf(Mixed(40), characters: 4_000_000));
        Assert.Equal(40, Assert.Single(_requests).Count);
    }

    [Fact]
    public async Task A_dataset_that_just_fits_is_counted_whole_in_as_many_requests_as_allowed()
    {
        var examples = Mixed(200);
        var characters = examples.Sum(example => example.TextInput.Length + example.Output.Length);
        var estimate = await EstimateAsync(SampleOf(examples, characters: characters));
        Assert.Equal((examples.Sum(Tokens), false), (estimate.Tokens, estimate.IsSampled));
        Assert.Equal(20, _requests.Count);
        Assert.Equal(200, _requests.Sum(request => request.Count));
        Assert.True((await EstimateAsync(SampleOf(examples, characters: characters - 1))).IsSampled);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_large_dataset_is_estimated_from_a_sample_within_all_bounds(ulong seed)
    {
        var examples = Mixed(20_000);
        var estimate = await EstimateAsync(SampleOf(examples, seed));
        Assert.Equal((20_000, true), (estimate.ExampleCount, estimate.IsSampled));
        Assert.InRange(estimate.CountedExampleCount, 100, 400);
        Assert.InRange(_requests.Count, 15, 20);
        Assert.True(_requests.Sum(request => request.Sum(example => example.TextInput.Length + example.Output.Length)) <= 40_000);
        Assert.True(estimate.LowerTokens < estimate.Tokens && estimate.Tokens < estimate.UpperTokens);
        Assert.InRange(estimate.Tokens / (double)examples.Sum(Tokens), 0.95, 1.05);
    }

    [Fact]
    public async Task The_interval_contains_the_truth_about_as_often_as_it_says()
    {
        var examples = Mixed(3_000);
        var truth = examples.Sum(Tokens);
        var hits = 0;
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var estimate = await EstimateAsync(SampleOf(examples, seed, characters: 60_000));
            hits += estimate.LowerTokens <= truth && truth <= estimate.UpperTokens ? 1 : 0;
        }
        // 95% of 400 are 380. The probability of 360 or fewer is below 1 in 10,000.
        Assert.InRange(hits, 361, 400);
    }

    [Fact]
    public async Task The_same_dataset_results_in_the_same_estimate()
    {
        async Task<TokenEstimate> Estimate()
        {
            var sample = new TokenSample();
            foreach (var example in Mixed(30_000))
                sample.Add(example);
            return await EstimateAsync(sample);
        }
        var first = await Estimate();
        Assert.True(first.IsSampled);
        Assert.Equal(first, await Estimate());
        Assert.True(_requests.Count <= 2 * TokenSample.RequestCount);
    }

    [Fact]
    public async Task Of_very_long_examples_there_are_still_enough_for_an_interval()
    {
        var estimate = await EstimateAsync(SampleOf(Enumerable.Range(0, 100).Select(i => Example(new string('a', 10_000 + (i * 100))))));
        Assert.Equal(20, estimate.CountedExampleCount);
        Assert.InRange(_requests.Count, 15, 20);
        Assert.NotNull(estimate.UpperTokens);
    }

    [Fact]
    public async Task One_example_that_is_longer_than_all_others_together_leaves_an_estimate()
    {
        var estimate = await EstimateAsync(SampleOf(Enumerable.Range(0, 30).Select(i => Example(new string('a', i == 3 ? 1_000_000 : 5)))));
        Assert.True(estimate.Tokens > 0);
        Assert.True(estimate.UpperTokens is null || estimate.UpperTokens >= estimate.Tokens);
    }

    [Fact]
    public async Task Without_examples_nothing_is_sent() =>
        Assert.Equal((new TokenEstimate(), 0), (await EstimateAsync(new TokenSample()), _requests.Count));

    [Fact]
    public async Task The_system_instruction_of_all_examples_is_added_to_those_that_have_none()
    {
        var sample = new TokenSample { SystemInstruction = "Count." };
        sample.Add(Example("1"));
        sample.Add(Example("2") with { SystemInstruction = "Add." });
        sample.Add(new TuningExample { Json = """{"contents": []}""" });
        await EstimateAsync(sample);
        Assert.Equal(["Add.", "Count.", "Count."], Assert.Single(_requests).Select(example => example.SystemInstruction).Order());
        Assert.Contains(_requests[0], example => example.Json?.Contains("Count.", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_fault_of_one_request_ends_the_count()
    {
        var sample = SampleOf(Mixed(20_000));
        var asked = 0;
        await Assert.ThrowsAsync<TuningServiceException>(() => sample.EstimateAsync(_ => ++asked < 3
            ? Task.FromResult(5L) : throw new TuningServiceException(TuningServiceErrorKind.Unreachable, "gone")));
        Assert.Equal(3, asked);
    }
}
