using System.Net;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>A create whose answer was lost, and whatever a server answers when it is looked up.</summary>
public sealed class LookUpFuzzTests
{
    static readonly string s_model = FuzzedMethod.All["get model"].Answer;
    static readonly string s_operations = FuzzedMethod.All["list operations"].Answer;

    [Fact]
    public async Task The_model_that_is_looked_up_may_hold_anything() =>
        Findings.None(await Findings.OfAsync(Some(s_model), variant => EndsWellAsync(variant.Json, s_operations)));

    [Fact]
    public async Task Its_operations_may_hold_anything() =>
        Findings.None(await Findings.OfAsync(Some(s_operations), variant => EndsWellAsync(s_model, variant.Json)));

    // Each of these answers has all its variants in the tests of its own method.
    static IEnumerable<JsonVariant> Some(string json) => JsonVariants.Of(json).Where((_, i) => i % 5 == 0);

    static async Task EndsWellAsync(string model, string operations)
    {
        using var script = new ScriptedService().Answers("", HttpStatusCode.ServiceUnavailable).Answers("", HttpStatusCode.Conflict);
        // Each is asked for a second time where the first answer cannot be read.
        script.Answers(model).Answers(operations).Answers(operations).Answers(operations);
        try
        {
            Outcome.IsGood(await script.OpenWithRetries(1).CreateTunedModelAsync(new TuningRequest
            {
                Id = "number-generator",
                IsRandomId = true,
                DisplayName = "number generator",
                TrainingData = new ExamplesInRequest([]),
            }));
        }
        catch (TuningServiceException fault)
        {
            Outcome.IsGood(fault);
        }
    }
}
