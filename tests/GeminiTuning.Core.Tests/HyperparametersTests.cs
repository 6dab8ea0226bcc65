namespace GeminiTuning.Tests;

public sealed class HyperparametersTests
{
    [Theory]
    [InlineData(1, "1 epoch")]
    [InlineData(2, "2 epochs")]
    public void Epochs_are_counted_in_words_that_agree(int count, string text) =>
        Assert.Equal(text, new Hyperparameters { EpochCount = count }.ToString());

    [Theory]
    [InlineData(15, 5, 2, 38)]
    [InlineData(15, 5, 4, 19)]
    [InlineData(15, 100, 4, 375)]
    [InlineData(1, 1, 16, 1)]
    [InlineData(0, 5, 4, 0)]
    [InlineData(long.MaxValue, int.MaxValue, 1, int.MaxValue)]
    public void Steps_are_examples_times_epochs_over_batch_rounded_up(long examples, int epochs, int batch, int steps) =>
        Assert.Equal(steps, new Hyperparameters { EpochCount = epochs, BatchSize = batch }.StepCount(examples));

    [Theory]
    [InlineData(null, 4)]
    [InlineData(5, null)]
    [InlineData(5, 0)]
    public void Steps_are_unknown_where_the_service_picks_epochs_or_batch(int? epochs, int? batch) =>
        Assert.Null(new Hyperparameters { EpochCount = epochs, BatchSize = batch }.StepCount(15));

    [Fact]
    public void They_print_as_what_is_set() =>
        Assert.Equal("5 epochs, batch size 2, learning rate 0.001",
            new Hyperparameters { EpochCount = 5, BatchSize = 2, LearningRate = 0.001f }.ToString());
}
