using System.Net;

namespace GeminiTuning.Tests.Service;

public sealed class UpdateRequestTests : IDisposable
{
    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_change_sends_every_field_that_is_given_with_a_mask_of_just_these()
    {
        _script.Answers("""{"name": "tunedModels/a", "displayName": "new", "temperature": 0.5}""");
        var model = await _script.Open().UpdateTunedModelAsync("a", new TunedModelChanges
        {
            DisplayName = "new",
            Description = "what for",
            Temperature = 0.5f,
            TopP = 0.9f,
            TopK = 40,
        });

        Assert.Equal("PATCH /v1beta/tunedModels/a?updateMask=displayName,description,temperature,topP,topK", _script.Request.ToString());
        Assert.Equal("application/json", _script.Request.ContentType);
        _script.Request.BodyIs("""{"displayName": "new", "description": "what for", "temperature": 0.5, "topP": 0.9, "topK": 40}""");
        Assert.Equal(("tunedModels/a", "new", 0.5f), (model.Name, model.DisplayName, model.Temperature));
    }

    public static TheoryData<TunedModelChanges, string, string> OneField => new()
    {
        { new TunedModelChanges { DisplayName = "new" }, "displayName", """{"displayName": "new"}""" },
        { new TunedModelChanges { Description = "" }, "description", """{"description": ""}""" },
        { new TunedModelChanges { Temperature = 0 }, "temperature", """{"temperature": 0}""" },
        { new TunedModelChanges { TopP = 0 }, "topP", """{"topP": 0}""" },
        { new TunedModelChanges { TopK = 1 }, "topK", """{"topK": 1}""" },
    };

    [Theory]
    [MemberData(nameof(OneField))]
    public async Task A_field_alone_is_sent_alone_even_where_it_is_zero_or_empty(TunedModelChanges changes, string mask, string body)
    {
        _script.Answers("{}");
        var model = await _script.Open().UpdateTunedModelAsync("tunedModels/a", changes);

        Assert.Equal($"PATCH /v1beta/tunedModels/a?updateMask={mask}", _script.Request.ToString());
        _script.Request.BodyIs(body);
        Assert.Equal("tunedModels/a", model.Name);
    }

    [Fact]
    public async Task A_change_of_nothing_is_never_sent()
    {
        await Assert.ThrowsAsync<TuningArgumentException>(() => _script.Open().UpdateTunedModelAsync("a", new TunedModelChanges()));

        Assert.Empty(_script.Requests);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_made_again()
    {
        _script.Throws(new HttpRequestException("Connection reset")).Answers("""{"name": "tunedModels/a"}""");
        await _script.OpenWithRetries().UpdateTunedModelAsync("a", new TunedModelChanges { TopK = 1 });

        Assert.Equal(_script.Requests[0].ToString(), _script.Requests[1].ToString());
        Assert.Equal(_script.Requests[0].Body, _script.Requests[1].Body);
    }

    [Fact]
    public async Task A_change_that_is_refused_says_so()
    {
        _script.Answers("""{"error": {"code": 403, "message": "You do not have permission.", "status": "PERMISSION_DENIED"}}""", HttpStatusCode.Forbidden);

        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => _script.OpenWithRetries().UpdateTunedModelAsync("a", new TunedModelChanges { TopK = 1 }));
        Assert.Equal("PERMISSION_DENIED", fault.Status);
    }
}
