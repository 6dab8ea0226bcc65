namespace GeminiTuning.Tests.Service;

public sealed class ReadRequestTests
{
    static readonly Dictionary<string, Func<IGeminiApiService, Task>> s_calls = new()
    {
        ["GET /v1beta/models?pageSize=1000"] = service => service.ListBaseModelsAsync().ToListAsync(),
        ["GET /v1beta/tunedModels?pageSize=100"] = service => service.ListTunedModelsAsync().ToListAsync(),
        ["GET /v1beta/tunedModels?pageSize=7&filter=owner%3Ame%20%22a%26b%22"] = service => service.ListTunedModelsAsync("owner:me \"a&b\"", 7).ToListAsync(),
        ["GET /v1beta/tunedModels?pageSize=1000"] = service => service.ListTunedModelsAsync(pageSize: int.MaxValue).ToListAsync(),
        ["GET /v1beta/tunedModels?pageSize=1"] = service => service.ListTunedModelsAsync(pageSize: 0).ToListAsync(),
        ["GET /v1beta/tunedModels/number-generator"] = service => service.GetTunedModelAsync("number-generator"),
        ["GET /v1/tunedModels/number-generator/operations/op"] = service => service.GetOperationAsync("tunedModels/number-generator/operations/op"),
        ["GET /v1/tunedModels/number-generator/operations?pageSize=100"] = service => service.ListOperationsAsync("tunedModels/number-generator").ToListAsync(),
        ["GET /v1beta/tunedModels/number-generator/permissions?pageSize=1000"] = service => service.ListPermissionsAsync("number-generator").ToListAsync(),
        ["GET /v1beta/tunedModels/number-generator/permissions/7"] = service => service.GetPermissionAsync("tunedModels/number-generator/permissions/7"),
    };

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_is_read_is_asked_for_by_the_services_own_address_without_a_body(string request)
    {
        using var script = new ScriptedService().Answers("{}");
        await s_calls[request](script.Open());

        Assert.Equal(request, script.Request.ToString());
        Assert.Null(script.Request.Body);
    }

    [Theory]
    [InlineData("https://proxy.example/gemini", "https://proxy.example/gemini/v1beta/tunedModels/a")]
    [InlineData("https://proxy.example/gemini/", "https://proxy.example/gemini/v1beta/tunedModels/a")]
    [InlineData("http://127.0.0.1:8085", "http://127.0.0.1:8085/v1beta/tunedModels/a")]
    public async Task An_endpoint_keeps_its_port_and_its_path(string endpoint, string address)
    {
        using var script = new ScriptedService().Answers("{}");
        await script.Open(new TuningConnectionOptions { Endpoint = new Uri(endpoint) }).GetTunedModelAsync("a");

        Assert.Equal(address, script.Request.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Requests_say_which_program_asks()
    {
        using var script = new ScriptedService().Answers("{}");
        await script.Open().GetTunedModelAsync("a");

        Assert.StartsWith("GeminiTuning/", script.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_is_logged_with_its_whole_address()
    {
        var log = new List<string>();
        using var script = new ScriptedService().Answers("{}");
        await script.Open(log: log.Add).GetTunedModelAsync("a");

        Assert.Equal(["GET https://generativelanguage.googleapis.com/v1beta/tunedModels/a"], log);
    }
}
