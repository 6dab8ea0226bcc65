using System.Text.Json.Nodes;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

public sealed class DataPathTests : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_restart_loses_nothing_that_was_finished()
    {
        string before, name, operation;
        await using (var service = Service.Start(_path))
        {
            var done = await service.DoneAsync(await service.CreateAsync(id: "con"));
            (name, operation) = ((string)done["response"]!["name"]!, (string)done["name"]!);
            await service.PostAsync($"v1beta/{name}/permissions", JsonNode.Parse("""{"granteeType": "EVERYONE", "role": "READER"}"""));
            await service.PatchAsync($"v1beta/{name}?updateMask=description", JsonNode.Parse("""{"description": "kept"}""")!);
            before = await EverythingAsync(service, name, operation);
        }

        await using (var service = Service.Start(_path))
        {
            Assert.Equal(before, await EverythingAsync(service, name, operation));
            Assert.Equal("twenty three", await service.AskAsync(name, "twenty two"));
        }
    }

    [Fact]
    public async Task A_tuning_that_was_cut_off_says_so_after_the_restart()
    {
        JsonObject operation;
        var clock = new ManualTimeProvider();
        await using (var service = Service.Start(new TuningEmulatorOptions { DataPath = _path, TimeProvider = clock }))
        {
            operation = await service.CreateAsync(id: "mine");
            await clock.ArmedAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }

        await using (var service = Service.Start(_path))
        {
            var done = await service.DoneAsync(operation);
            Assert.Contains("was stopped before the tuning was finished", (string)done["error"]!["message"]!, StringComparison.Ordinal);
            Assert.Equal("FAILED", (string)(await service.GetAsync("v1beta/tunedModels/mine")).Json["state"]!);
        }
    }

    [Fact]
    public async Task A_deleted_model_leaves_no_file()
    {
        await using var service = Service.Start(_path);
        await service.TuneAsync(id: "mine");
        Assert.Equal(["model-mine.json", "model-mine.weights"], Files());
        await service.DeleteAsync("v1beta/tunedModels/mine");
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("model-bad.json", "")]
    [InlineData("model-bad.json", "{")]
    [InlineData("model-bad.json", "null")]
    [InlineData("model-bad.json", "{\"Id\":\"other\"}")]
    [InlineData("model-bad.json", """{"Id":"bad","BaseModel":null,"CreateTime":"2024-01-01T00:00:00Z","UpdateTime":"2024-01-01T00:00:00Z","Hyperparameters":null,"Permissions":null,"OperationId":"x","TotalSteps":0}""")]
    [InlineData("model-bad.json.tmp", "x")]
    [InlineData("model-good.weights", "")]
    [InlineData("model-good.weights", "nonsense")]
    [InlineData("model-unrelated.txt", "x")]
    public async Task A_file_that_cannot_be_read_is_left_out_and_the_others_are_there(string file, string content)
    {
        await using (var service = Service.Start(_path))
        {
            await service.TuneAsync(id: "good");
            await service.TuneAsync(id: "other");
        }

        File.WriteAllText(Path.Combine(_path, file), content);
        await using (var service = Service.Start(_path))
        {
            Assert.Equal("twenty three", await service.AskAsync("tunedModels/other", "twenty two"));
            Assert.Equal(404, (await service.GetAsync("v1beta/tunedModels/bad")).Status);
            var isGood = file.Contains("good", StringComparison.Ordinal);
            Assert.Equal(isGood ? 404 : 200, (await service.GetAsync("v1beta/tunedModels/good")).Status);
        }
    }

    [Fact]
    public async Task A_model_without_its_weights_is_left_out()
    {
        await using (var service = Service.Start(_path))
            await service.TuneAsync(id: "mine");
        File.Delete(Path.Combine(_path, "model-mine.weights"));
        await using (var service = Service.Start(_path))
            Assert.Equal(404, (await service.GetAsync("v1beta/tunedModels/mine")).Status);
    }

    [Fact]
    public async Task Two_emulators_do_not_share_a_data_path()
    {
        await using var first = Service.Start(_path);
        var error = Assert.Throws<IOException>(() => Service.Start(_path));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_path_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_path, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<IOException>(() => Service.Start(file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    static async Task<string> EverythingAsync(Service service, string name, string operation) =>
        string.Join('\n',
        [
            (await service.GetAsync($"v1beta/{name}")).Json.ToJsonString(),
            (await service.GetAsync($"v1beta/{name}/permissions")).Json.ToJsonString(),
            (await service.GetAsync($"v1/{operation}")).Json.ToJsonString(),
        ]);

    string[] Files() => [.. Directory.GetFiles(_path, "model-*").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
}
