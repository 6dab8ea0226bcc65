using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Tests;

public sealed class TrainerTests
{
    static readonly Example[] s_numbers = [.. Service.Numbers().Select(e => new Example((string)e!["textInput"]!, (string)e["output"]!))];

    [Fact]
    public void The_same_examples_and_settings_make_the_same_model()
    {
        var (first, second) = (Train(s_numbers), Train(s_numbers));
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.Model.Weights, second.Model.Weights);
    }

    [Fact]
    public void Other_settings_and_other_examples_make_another_model()
    {
        var losses = Train(s_numbers).Losses;
        Assert.NotEqual(losses, Train(s_numbers, rate: 0.002).Losses);
        Assert.NotEqual(losses, Train(s_numbers, batch: 5).Losses);
        Assert.NotEqual(losses, Train([.. s_numbers[1..], new Example("x", "2")]).Losses);
    }

    [Fact]
    public void Before_it_learns_every_output_is_equally_likely() =>
        Assert.Equal(Math.Log(15), Train(s_numbers).Losses[0], precision: 6);

    [Theory]
    [InlineData(0.0001, 0.9)]
    [InlineData(0.0002, 0.7)]
    [InlineData(0.001, 0.2)]
    [InlineData(0.01, 0.01)]
    public void The_loss_falls_as_far_as_the_learning_rate_takes_it(double rate, double share)
    {
        var losses = Train(s_numbers, rate).Losses;
        Assert.InRange(losses[^1], 0, share * losses[0]);
    }

    [Theory]
    [InlineData(15, 5, 4, 19, 5)]
    [InlineData(15, 5, 2, 38, 5)]
    [InlineData(3, 2, 100, 1, 2)]
    [InlineData(1, 1, 1, 1, 1)]
    public void Steps_and_epochs_are_counted_as_the_service_counts_them(int examples, int epochs, int batch, int steps, int lastEpoch)
    {
        var settings = new TrainingSettings(epochs, batch, 0.001);
        var made = new Trainer(s_numbers[..examples], settings, source: null).Steps(default).ToList();
        Assert.Equal((steps, steps, lastEpoch), (settings.TotalSteps(examples), made.Count, made[^1].Epoch));
        Assert.Equal(Enumerable.Range(1, steps), made.Select(s => s.Step));
    }

    [Fact]
    public void What_it_predicts_adds_up_to_one()
    {
        var logs = Train(s_numbers).Model.LogProbabilities("something else");
        Assert.Equal(1, logs.Sum(Math.Exp), precision: 9);
    }

    [Theory]
    [InlineData("", "a", "aa", "ab", "b")]
    [InlineData("\0", "\0\0", "a", "a\0", "a\0a")]
    [InlineData("é", "e", "日本", "日本語", "😀")]
    public void Outputs_that_begin_alike_are_told_apart(params string[] outputs)
    {
        Example[] examples = [.. outputs.Select((o, i) => new Example($"input {i}", o))];
        var model = Train(examples, rate: 0.01).Model;
        Assert.All(examples, e => Assert.Equal(e.Output, Best(model, e.Input)));
    }

    [Fact]
    public void Going_on_from_a_model_begins_with_what_it_has_learned_though_its_table_grows()
    {
        var first = Train(s_numbers).Model;
        Example[] more = [.. Enumerable.Range(0, 500).Select(i => new Example($"a longer input with the number {i}", "2"))];
        var second = new Trainer(more, new TrainingSettings(1, 4, 0.001), first).Model;
        Assert.True(second.Weights.Length > first.Weights.Length);
        Assert.All(s_numbers, e => Assert.Equal(first.LogProbabilities(e.Input), second.LogProbabilities(e.Input)));
    }

    [Fact]
    public void Going_on_from_a_model_keeps_its_outputs_beside_the_new_ones()
    {
        var source = Train(s_numbers).Model;
        var model = new Trainer([new Example("green", "vert")], new TrainingSettings(1, 1, 0.001), source).Model;
        Assert.Superset(source.Tree.Outputs.ToHashSet(), model.Tree.Outputs.ToHashSet());
        Assert.Contains("vert", model.Tree.Outputs);
    }

    [Fact]
    public void A_model_is_the_same_after_it_was_written_and_read()
    {
        var model = Train(s_numbers).Model;
        using var stream = new MemoryStream();
        TextModelFile.Write(stream, model);
        stream.Position = 0;
        var read = TextModelFile.Read(stream);
        Assert.Equal(model.Weights, read.Weights);
        Assert.Equal(model.LogProbabilities("1"), read.LogProbabilities("1"));
    }

    [Fact]
    public void The_table_of_weights_does_not_grow_with_outputs_times_features()
    {
        Example[] many = [.. Enumerable.Range(0, 5000).Select(i => new Example($"input number {i}", $"output number {i}"))];
        var model = new Trainer(many, new TrainingSettings(1, 16, 0.001), source: null).Model;
        Assert.InRange(model.Weights.Length, 1, 1 << 22);
    }

    static (TextModel Model, double[] Losses) Train(Example[] examples, double rate = 0.001, int batch = 4)
    {
        var trainer = new Trainer(examples, new TrainingSettings(5, batch, rate), source: null);
        double[] losses = [.. trainer.Steps(default).Select(s => s.MeanLoss)];
        return (trainer.Model, losses);
    }

    static string Best(TextModel model, string prompt)
    {
        var logs = model.LogProbabilities(prompt);
        return model.Tree.Outputs[Array.IndexOf(logs, logs.Max())];
    }
}
