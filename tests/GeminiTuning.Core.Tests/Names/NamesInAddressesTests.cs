using FsCheck;
using FsCheck.Fluent;

namespace GeminiTuning.Tests.Names;

/// <summary>A name is sent as it is or not at all: whatever is typed, no other address is asked.</summary>
public sealed class NamesInAddressesTests
{
    [Fact]
    public void A_model_that_is_read() => Holds(
        (service, text) => service.GetTunedModelAsync(text), text => $"/v1beta/{ResourceName.TunedModel(text)}");

    [Fact]
    public void A_model_that_is_asked() => Holds(
        (service, text) => service.GenerateAsync(new GenerationRequest { Model = text, Prompt = "LXIII" }), text => $"/v1beta/{ResourceName.TunedModel(text)}:generateContent");

    [Fact]
    public void A_model_whose_operations_are_listed() => Holds(
        (service, text) => service.ListOperationsAsync(text).ToListAsync(), text => $"/v1/{ResourceName.TunedModel(text)}/operations");

    [Fact]
    public void An_operation() => Holds(
        (service, text) => service.GetOperationAsync(text), text => $"/v1/{ResourceName.Operation(text)}");

    [Fact]
    public void A_permission() => Holds(
        (service, text) => service.DeletePermissionAsync(text), text => $"/v1beta/{ResourceName.Permission(text)}");

    [Fact]
    public void A_model_that_is_changed() => Holds(
        (service, text) => service.UpdateTunedModelAsync(text, new TunedModelChanges { TopK = 1 }), text => $"/v1beta/{ResourceName.TunedModel(text)}");

    [Fact]
    public void A_model_that_is_deleted() => Holds(
        (service, text) => service.DeleteTunedModelAsync(text), text => $"/v1beta/{ResourceName.TunedModel(text)}");

    [Fact]
    public void A_model_that_is_given_away() => Holds(
        (service, text) => service.TransferOwnershipAsync(text, "her@example.com"), text => $"/v1beta/{ResourceName.TunedModel(text)}:transferOwnership");

    [Fact]
    public void A_new_model() => Holds(
        (service, text) => service.CreateTunedModelAsync(new TuningRequest { Id = text, IsRandomId = true, TrainingData = new ExamplesInRequest([]) }), _ => "/v1beta/tunedModels");

    // An answer about what was asked: an operation has its name or that of the model it tunes, and a model its own.
    static string Answer(string text) => $$"""{"name": "{{(Succeeds(ResourceName.Operation, text) ? text : Succeeds(ResourceName.NewModelId, text) ? $"tunedModels/{text}/operations/b" : "")}}"}""";

    static bool Succeeds(Func<string, string> check, string text)
    {
        try
        {
            return check(text) == text;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static void Holds(Func<IGeminiApiService, string, Task> call, Func<string, string> path) =>
        Prop.ForAll(AnyText.Arbitrary, async text =>
        {
            using var script = new ScriptedService().Answers(Answer(text));
            try
            {
                await call(script.Open(), text);
                Assert.Equal(path(text), script.Request.Uri.AbsolutePath);
                Assert.Equal("generativelanguage.googleapis.com", script.Request.Uri.Authority);
                Assert.Empty(script.Request.Uri.Fragment);
            }
            catch (ArgumentException)
            {
                Assert.Empty(script.Requests);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
