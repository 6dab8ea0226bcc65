namespace GeminiTuning.Tests.Measures;

/// <summary>What a curve shows. The rates are those of about_GeminiTuning_Measures.</summary>
public sealed class LossReadingTests
{
    const int Seeds = 200;

    // The percentage of curves with a trend.
    static double Rate(LossTrend trend, Func<ulong, TuningSnapshot[]> curve) =>
        Enumerable.Range(1, Seeds).Count(seed => LossCurves.Read(curve((ulong)seed)).Trend == trend) * 100.0 / Seeds;

    [Theory]
    [InlineData(38, 0.02)]
    [InlineData(100, 0.1)]
    [InlineData(400, 0.2)]
    public void A_flat_curve_is_flat_in_at_least_90_of_100_cases(int steps, double noise)
    {
        Assert.InRange(Rate(LossTrend.Flat, seed => LossCurves.Of(steps, 5, _ => 1, noise, seed)), 90, 100);
        Assert.InRange(Rate(LossTrend.Falling, seed => LossCurves.Of(steps, 5, _ => 1, noise, seed)), 0, 5);
        Assert.InRange(Rate(LossTrend.Unsteady, seed => LossCurves.Of(steps, 5, _ => 1, noise, seed)), 0, 7);
    }

    [Fact]
    public void Noise_that_lasts_for_several_steps_is_no_trend() =>
        Assert.InRange(Rate(LossTrend.Flat, seed => LossCurves.Of(100, 5, _ => 1, 0.1, seed, memory: 0.3)), 90, 100);

    [Fact]
    public void A_curve_that_has_leveled_off_is_flat() =>
        Assert.InRange(Rate(LossTrend.Flat, seed => LossCurves.Of(400, 5, LossCurves.Falling(0.1), 0.1, seed)), 90, 100);

    [Theory]
    [InlineData(38, 0.02)]
    [InlineData(100, 0.05)]
    [InlineData(400, 0.1)]
    public void A_curve_that_is_still_falling_is_falling_in_at_least_95_of_100_cases(int steps, double noise) =>
        Assert.InRange(Rate(LossTrend.Falling, seed => LossCurves.Of(steps, 5, LossCurves.Falling(0.5), noise, seed)), 95, 100);

    [Theory]
    [InlineData(5, 0.01)]
    [InlineData(8, 0.02)]
    [InlineData(20, 0.03)]
    public void A_validation_loss_that_rises_by_30_percent_is_overfitting_in_at_least_95_of_100_cases(int points, double noise) =>
        Assert.InRange(Rate(LossTrend.Overfitting, seed => Validated(points, noise, seed, LossCurves.Lowest(0.4, 0.3))), 95, 100);

    [Theory]
    [InlineData(4, 0.01)]
    [InlineData(8, 0.02)]
    [InlineData(20, 0.05)]
    [InlineData(50, 0.1)]
    public void A_validation_loss_that_does_not_rise_is_overfitting_in_at_most_10_of_100_cases(int points, double noise)
    {
        Assert.InRange(Rate(LossTrend.Overfitting, seed => Validated(points, noise, seed, _ => 1)), 0, 10);
        Assert.InRange(Rate(LossTrend.Overfitting, seed => Validated(points, noise, seed, LossCurves.Falling(0.3))), 0, 10);
    }

    [Fact]
    public void Overfitting_has_the_epoch_from_which_the_validation_loss_rises()
    {
        var reading = LossCurves.Read(Validated(10, 0, 1, LossCurves.Lowest(0.4, 0.5)));
        Assert.Equal(LossTrend.Overfitting, reading.Trend);
        Assert.Equal((4, 5), (reading.BestEpoch, reading.OverfittingEpoch));
        Assert.Equal((32, 40), (reading.BestStep, reading.OverfittingStep));
        Assert.Equal(
            "curve: the validation loss rises from epoch 5: it was lowest in epoch 4 (step 32), with 1.0183, and is now 1.5. The model overfits: use " +
            "fewer epochs, or an earlier checkpoint.", reading.Summary);
    }

    [Fact]
    public void Without_epochs_the_step_is_named()
    {
        var reading = LossCurves.Read([.. Validated(10, 0, 1, LossCurves.Lowest(0.4, 0.5)).Select(snapshot => snapshot with { Epoch = 0 })]);
        Assert.Null(reading.OverfittingEpoch);
        Assert.Contains("rises from step 40: it was lowest at step 32", reading.Summary);
    }

    [Fact]
    public void A_loss_that_levels_off_within_one_epoch_says_little_about_more_epochs()
    {
        var snapshots = LossCurves.Read([.. Enumerable.Range(1, 30).Select(step => new TuningSnapshot { Step = step, Epoch = 1, MeanLoss = 0.4f + (step % 2 * 0.01f) })]);
        Assert.Equal(LossTrend.Flat, snapshots.Trend);
        Assert.EndsWith("within one epoch, in which the model saw each example only once. More epochs may help.", snapshots.Summary);
    }

    [Fact]
    public void More_epochs_do_not_help_when_only_the_training_loss_falls()
    {
        var reading = LossCurves.Read(Validated(10, 0, 1, at => 1 + (0.01 * Math.Abs(at - 0.5))));
        Assert.Equal(LossTrend.Flat, reading.Trend);
        Assert.Equal("curve: the validation loss has leveled off, and was lowest in epoch 5 (step 40). More epochs would change little.", reading.Summary);
    }

    [Fact]
    public void A_training_loss_that_rises_is_unsteady() =>
        Assert.InRange(Rate(LossTrend.Unsteady, seed => LossCurves.Of(400, 5, at => 1 + at, 0.1, seed)), 95, 100);

    [Fact]
    public void A_training_loss_that_jumps_again_and_again_is_unsteady()
    {
        TuningSnapshot[] Spikes(ulong seed) =>
            [.. LossCurves.Of(120, 5, LossCurves.Falling(0.1), 0.1, seed).Select(one => one.Step % 20 == 0 ? one with { MeanLoss = one.MeanLoss * 4 } : one)];
        Assert.InRange(Rate(LossTrend.Unsteady, Spikes), 95, 100);
    }

    [Fact]
    public void A_training_loss_far_above_its_beginning_is_unsteady() =>
        Assert.Equal(LossTrend.Unsteady, LossCurves.Read(LossCurves.Of(100, 5, at => at > 0.1 ? 0.5 : at > 0.02 ? 8 : 1, 0.01, 1)).Trend);

    [Fact]
    public void The_noise_of_small_batches_is_not_unsteady_as_long_as_the_loss_falls_far() =>
        Assert.InRange(Rate(LossTrend.Unsteady, seed => LossCurves.Of(100, 5, at => 0.3 + (2.7 * Math.Exp(-at / 0.15)), 0.4, seed)), 0, 5);

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_loss_that_is_no_number_is_a_learning_rate_that_is_too_high(float loss)
    {
        var reading = LossCurves.Read([.. LossCurves.Of(5, 1, _ => 1, 0, 1), new TuningSnapshot { Step = 6, Epoch = 1, MeanLoss = loss }]);
        Assert.Equal(LossTrend.Unsteady, reading.Trend);
        Assert.Equal("curve: the training loss is no longer a finite number. The learning rate is too high.", reading.Summary);
        Assert.Equal(5, reading.Training.Count);
    }

    [Theory]
    [InlineData(0, "curve: there is no loss, or it can't be read.")]
    [InlineData(1, "curve: 1 step is too few to say what the loss shows.")]
    [InlineData(9, "curve: 9 steps are too few to say what the loss shows.")]
    public void Few_losses_show_nothing(int steps, string summary)
    {
        var reading = LossCurves.Read(LossCurves.Of(steps, 1, _ => 1, 0.1, 1));
        Assert.Equal(LossTrend.TooFewPoints, reading.Trend);
        Assert.Equal(summary, reading.Summary);
    }

    [Fact]
    public void A_running_tuning_gets_no_advice_on_more_epochs()
    {
        var running = new TuningOperation { Name = "tunedModels/a/operations/1", Model = "tunedModels/a", DisplayName = "trial", Snapshots = LossCurves.Of(60, 3, LossCurves.Falling(0.5), 0.02, 1) };
        Assert.Matches(@"^trial: the training loss is falling, by \d+% over the last third of the steps\.$", LossReading.Of(running).Summary);
        Assert.Contains("More epochs may help.", LossReading.Of(running with { Done = true }).Summary);
        Assert.Equal("a: there is no loss yet.", LossReading.Of(running with { DisplayName = null, Snapshots = [] }).Summary);
    }

    [Fact]
    public void Steps_are_spread_over_their_epochs()
    {
        var reading = LossCurves.Read(LossCurves.Of(20, 2, _ => 1, 0, 1));
        var positions = reading.Training.Select(point => Math.Round(point.EpochPosition, 9)).ToList();
        Assert.Equal((0.1, 1, 1.1, 2), (positions[0], positions[9], positions[10], positions[19]));
    }

    [Fact]
    public void An_epoch_that_is_not_over_is_as_long_as_the_one_before()
    {
        var operation = new TuningOperation { Name = "tunedModels/a/operations/1", Model = "tunedModels/a", Snapshots = LossCurves.Of(30, 3, _ => 1, 0, 1)[..25] };
        Assert.Equal(2.5, LossReading.Of(operation).Training[^1].EpochPosition, 9);
    }

    [Fact]
    public void The_trend_test_agrees_with_its_definition_worked_by_hand()
    {
        // S = 10 - 0, variance = 5 * 4 * 15 / 18, z = 9 / sqrt(16.667) = 2.2045; all slopes are 2.
        var rising = MonotonicTrend.Of([1, 3, 5, 7, 9]);
        Assert.Equal(8, rising.Change, 12);
        Assert.Equal(0.013743, rising.PValue, 6);
        // Two equal values: S = 5, variance = (4 * 3 * 13 - 2 * 1 * 9) / 18 = 7.6667, z = 4 / 2.7689 = 1.4446.
        Assert.Equal(0.074287, MonotonicTrend.Of([1, 2, 2, 3]).PValue, 4);
        Assert.Equal(0.5, MonotonicTrend.Of([2, 2, 2, 2]).PValue, 12);
    }

    [Fact]
    public void The_noise_agrees_with_its_definition_worked_by_hand()
    {
        Assert.Equal(0, MonotonicFit.Noise([3, 1, 2, 4], 1));
        // The curve 3, 1, 3, 3, 5 leaves 1 + 1, with 4 levels; second differences of 5, -5, and 5 leave 75 / 18.
        Assert.Equal(Math.Sqrt(2), MonotonicFit.Noise([3, 1, 4, 2, 5], 1), 12);
    }

    static TuningSnapshot[] Validated(int points, double noise, ulong seed, Func<double, double> validation) =>
        LossCurves.Of(points * 8, points, LossCurves.Falling(0.4), 0.05, seed, validation, 8, noise);
}
