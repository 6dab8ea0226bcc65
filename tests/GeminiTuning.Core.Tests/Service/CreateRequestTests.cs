using System.Text;

namespace GeminiTuning.Tests.Service;

public sealed class CreateRequestTests : IDisposable
{
    const string Started = """{"name": "tunedModels/number-generator-1/operations/op", "metadata": {"tunedModel": "tunedModels/number-generator-1"}}""";

    readonly ScriptedService _script = new ScriptedService().Answers(Started);
    readonly TuningRequest _request = new()
    {
        Id = "number-generator-1",
        IsRandomId = true,
        TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2" }, new TuningExample { TextInput = "twenty two", Output = "twenty three" }]),
    };

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_create_posts_to_the_models_with_the_new_id_in_the_query()
    {
        await _script.Open().CreateTunedModelAsync(_request);

        Assert.Equal("POST /v1beta/tunedModels?tunedModelId=number-generator-1", _script.Request.ToString());
        Assert.Equal("application/json", _script.Request.ContentType);
    }

    [Fact]
    public async Task A_create_sends_every_field_that_is_set()
    {
        await _script.Open().CreateTunedModelAsync(_request with
        {
            BaseModel = "models/gemini-1.5-flash-001-tuning",
            DisplayName = "number generator",
            Description = "Gives the next number.",
            Temperature = 0.7f,
            TopP = 0.95f,
            TopK = 40,
            Hyperparameters = new Hyperparameters { EpochCount = 5, BatchSize = 2, LearningRate = 0.001f },
        });

        _script.Request.BodyIs("""
            {
              "displayName": "number generator",
              "description": "Gives the next number.",
              "baseModel": "models/gemini-1.5-flash-001-tuning",
              "temperature": 0.7,
              "topP": 0.95,
              "topK": 40,
              "tuningTask": {
                "hyperparameters": {"epochCount": 5, "batchSize": 2, "learningRate": 0.001},
                "trainingData": {"examples": {"examples": [
                  {"textInput": "1", "output": "2"},
                  {"textInput": "twenty two", "output": "twenty three"}
                ]}}
              }
            }
            """);
    }

    [Fact]
    public async Task A_create_sends_no_field_that_is_not_set()
    {
        await _script.Open().CreateTunedModelAsync(_request with { Hyperparameters = new Hyperparameters { LearningRateMultiplier = 0.5f } });

        _script.Request.BodyIs("""
            {"tuningTask": {
              "hyperparameters": {"learningRateMultiplier": 0.5},
              "trainingData": {"examples": {"examples": [
                {"textInput": "1", "output": "2"},
                {"textInput": "twenty two", "output": "twenty three"}
              ]}}
            }}
            """);
    }

    [Fact]
    public async Task A_tuning_that_goes_on_from_a_tuned_model_names_that_model_alone()
    {
        await _script.Open().CreateTunedModelAsync(_request with { SourceModel = "tunedModels/first", TrainingData = new ExamplesInRequest([]) });

        _script.Request.BodyIs("""
            {
              "tunedModelSource": {"tunedModel": "tunedModels/first"},
              "tuningTask": {"hyperparameters": {}, "trainingData": {"examples": {"examples": []}}}
            }
            """);
    }

    [Fact]
    public async Task What_is_known_of_the_request_is_in_the_operation()
    {
        var operation = await _script.Open().CreateTunedModelAsync(_request with
        {
            DisplayName = "number generator",
            Hyperparameters = new Hyperparameters { EpochCount = 5, BatchSize = 4 },
        });

        Assert.Equal(("number generator", 2, 3), (operation.DisplayName, operation.ExampleCount, operation.TotalSteps));
    }

    [Fact]
    public async Task An_id_that_is_not_allowed_is_never_sent()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Open().CreateTunedModelAsync(_request with { Id = "Number_Generator" }));

        Assert.Empty(_script.Requests);
    }

    [Fact]
    public async Task A_request_of_more_than_four_megabytes_is_never_sent()
    {
        var example = new TuningExample { TextInput = new string('x', TuningLimits.InputLength), Output = "y" };
        var refused = await Assert.ThrowsAsync<TuningDataException>(() =>
            _script.Open().CreateTunedModelAsync(_request with { TrainingData = new ExamplesInRequest([.. Enumerable.Repeat(example, 105)]) }));

        Assert.StartsWith("The first 105 rows exceed 4 MB", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_script.Requests);
    }

    [Theory]
    [InlineData("数", 3)]
    [InlineData("я", 2)]
    public async Task A_text_beyond_ascii_takes_no_more_of_the_four_megabytes_than_its_utf8(string character, int bytes)
    {
        var text = string.Concat(Enumerable.Repeat(character, 10_000));
        var set = new TrainingSet();
        for (var row = 0; row < 4_000_000 / (bytes * 10_000); row++)
            set.Add(text, "y");
        set.Complete();

        await _script.Open().CreateTunedModelAsync(_request with { TrainingData = set.Data });

        Assert.InRange(Encoding.UTF8.GetByteCount(_script.Request.Body!), 1, TuningLimits.RequestBytes);
    }
}
