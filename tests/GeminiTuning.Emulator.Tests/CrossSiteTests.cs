using System.Text;

namespace GeminiTuning.Emulator.Tests;

/// <summary>A browser sends the requests of any web page to this computer, and says whose they are.</summary>
public sealed class CrossSiteTests : IAsyncLifetime
{
    const string Upload = "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x.html";
    const string Html = "<script>fetch('/v1beta/tunedModels')</script>";

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    public static TheoryData<string> Foreign => new(
        "Origin: https://evil.example\r\n",
        "Origin: http://127.0.0.1:1\r\n",
        "Origin: http://127.0.0.1\r\n",
        "Origin: https://127.0.0.1:PORT\r\n",
        "Origin: http://localhost:PORT\r\n",
        "Origin: http://127.0.0.1:PORT.evil.example\r\n",
        "Origin: null\r\n",
        "Origin: \r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: unheard-of\r\n",
        "Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site\r\n");

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_request_of_another_pages_origin_changes_nothing_and_reads_nothing(string headers)
    {
        await _service.TuneAsync(id: "mine");
        (string Verb, string Path, string Body)[] requests =
        [
            ("POST", "v1beta/tunedModels?tunedModelId=planted", Service.Tuning().ToJsonString()),
            ("POST", "v1beta/tunedModels/mine:transferOwnership", """{"emailAddress": "evil@evil.example"}"""),
            ("DELETE", "v1beta/tunedModels/mine", ""),
            ("POST", Upload, Html),
            ("POST", "upload/storage/v1/b/my-bucket/o?uploadType=resumable&name=x.html", "{}"),
            ("POST", "v1/projects/my-project/locations/us-central1/tuningJobs", Vertex.VertexClient.Job().ToJsonString()),
            ("GET", "v1beta/tunedModels", ""),
            ("OPTIONS", "v1beta/tunedModels", ""),
        ];
        foreach (var (verb, path, body) in requests)
        {
            var answer = await SendAsync(verb, path, body, $"Content-Type: text/plain\r\n{headers}");
            Assert.True(answer.Status == 403, $"{verb} {path}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(200, (await _service.GetAsync("v1beta/tunedModels/mine")).Status);
        Assert.Equal(404, (await _service.GetAsync("v1beta/tunedModels/planted")).Status);
        Assert.Null((await _service.GetAsync("storage/v1/b/my-bucket/o")).Json["items"]);
        Assert.Empty((await _service.GetAsync("v1/projects/my-project/locations/us-central1/tuningJobs")).Json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\n")]
    [InlineData("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n")]
    [InlineData("Sec-Fetch-Mode: cors\r\n")]
    public async Task A_program_and_a_person_who_enters_the_address_are_served(string headers) =>
        Assert.Equal(200, (await SendAsync("GET", "v1beta/models", "", headers)).Status);

    [Theory]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_multipart_upload_has_the_media_type_that_the_service_takes(string type)
    {
        const string body = "--b\r\nContent-Type: application/json\r\n\r\n{\"name\": \"x.html\"}\r\n--b\r\nContent-Type: text/html\r\n\r\nx\r\n--b--\r\n";
        const string path = "upload/storage/v1/b/my-bucket/o?uploadType=multipart";
        var answer = await SendAsync("POST", path, body, $"Content-Type: {type}\r\n");
        Assert.Equal(400, answer.Status);
        Assert.Contains("multipart/related", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await SendAsync("POST", path, body, "Content-Type: multipart/related; boundary=b\r\n")).Status);
    }

    [Theory]
    [InlineData("storage/v1/b/my-bucket/o/x.html?alt=media")]
    [InlineData("download/storage/v1/b/my-bucket/o/x.html?alt=media")]
    [InlineData("storage/v1/b/my-bucket/o/x.html")]
    [InlineData("v1beta/models")]
    [InlineData("nothing")]
    public async Task What_is_stored_cannot_act_as_a_page_of_the_emulator(string path)
    {
        Assert.Equal(200, (await SendAsync("POST", Upload, Html, "Content-Type: text/html\r\n")).Status);
        var answer = await SendAsync("GET", path, "", "");
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.StartsWith("sandbox;", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
    }

    async Task<HttpAnswer> SendAsync(string verb, string path, string body, string headers)
    {
        var port = $"{_service.Emulator.Endpoint.Port}";
        var request = Encoding.ASCII.GetString(Raw.Request(verb, path, body, headers.Replace("PORT", port, StringComparison.Ordinal)))
            .Replace(Raw.Host, $"Host: 127.0.0.1:{port}\r\n", StringComparison.Ordinal);
        return HttpAnswer.ReadAll(await Raw.ExchangeAsync(_service.Emulator, Encoding.ASCII.GetBytes(request)))[0];
    }
}
