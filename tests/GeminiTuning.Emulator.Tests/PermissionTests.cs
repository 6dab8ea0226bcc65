using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class PermissionTests : IAsyncLifetime
{
    const string Path = "v1beta/tunedModels/mine/permissions";

    readonly Service _service = Service.Start();

    public async ValueTask InitializeAsync() => await _service.CreateAsync(id: "mine");

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_model_comes_with_one_owner()
    {
        var (_, list) = await _service.GetAsync(Path);
        var owner = Assert.Single((JsonArray)list["permissions"]!)!;
        Assert.Equal(("USER", "OWNER", "you@emulator.invalid"), ((string)owner["granteeType"]!, (string)owner["role"]!, (string)owner["emailAddress"]!));
    }

    [Fact]
    public async Task A_permission_is_created_read_changed_and_deleted()
    {
        var created = await GrantAsync("USER", "her@example.com", "READER");
        var path = $"v1beta/{created["name"]}";
        Assert.Equal(created.ToJsonString(), (await _service.GetAsync(path)).Json.ToJsonString());

        var (_, changed) = await _service.PatchAsync($"{path}?updateMask=role", JsonNode.Parse("""{"role": "WRITER"}""")!);
        Assert.Equal("WRITER", (string)changed["role"]!);

        await _service.DeleteAsync(path);
        Assert.Equal(404, (await _service.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("""{"granteeType": "USER", "role": "READER"}""", "permission.email_address")]
    [InlineData("""{"granteeType": "GROUP", "emailAddress": "nobody", "role": "READER"}""", "permission.email_address")]
    [InlineData("""{"granteeType": "EVERYONE", "emailAddress": "a@b.c", "role": "READER"}""", "permission.email_address")]
    [InlineData("""{"granteeType": "EVERYONE", "role": "WRITER"}""", "permission.role")]
    [InlineData("""{"granteeType": "USER", "emailAddress": "a@b.c", "role": "OWNER"}""", "permission.role")]
    [InlineData("""{"granteeType": "USER", "emailAddress": "a@b.c"}""", "permission.role")]
    [InlineData("""{"emailAddress": "a@b.c", "role": "READER"}""", "permission.grantee_type")]
    [InlineData("""{"granteeType": "ROBOT", "role": "READER"}""", "permission.grantee_type")]
    public async Task A_permission_against_the_rules_is_refused(string body, string field)
    {
        var (status, json) = await _service.PostAsync(Path, JsonNode.Parse(body));
        Assert.Equal(400, status);
        Assert.Equal([field], json.Fields());
    }

    [Theory]
    [InlineData("USER", "her@example.com")]
    [InlineData("EVERYONE", null)]
    public async Task A_second_permission_for_the_same_grantee_is_refused(string grantee, string? email)
    {
        await GrantAsync(grantee, email, "READER");
        var (status, json) = await _service.PostAsync(Path, Permission(grantee, email?.ToUpperInvariant(), "READER"));
        Assert.Equal((409, "ALREADY_EXISTS"), (status, json.Status()));
    }

    [Fact]
    public async Task The_owner_stays_the_owner_until_the_ownership_is_transferred()
    {
        var owner = (string)(await _service.GetAsync(Path)).Json["permissions"]![0]!["name"]!;
        Assert.Equal(400, (await _service.DeleteAsync($"v1beta/{owner}")).Status);
        Assert.Equal(400, (await _service.PatchAsync($"v1beta/{owner}?updateMask=role", JsonNode.Parse("""{"role": "READER"}""")!)).Status);

        await GrantAsync("USER", "her@example.com", "READER");
        var (status, json) = await _service.PostAsync("v1beta/tunedModels/mine:transferOwnership", JsonNode.Parse("""{"email_address": "her@example.com"}"""));
        Assert.Equal((200, "{}"), (status, json.ToJsonString()));

        var roles = ((JsonArray)(await _service.GetAsync(Path)).Json["permissions"]!)
            .ToDictionary(p => (string)p!["emailAddress"]!, p => (string)p!["role"]!);
        Assert.Equal("WRITER", roles["you@emulator.invalid"]);
        Assert.Equal("OWNER", roles["her@example.com"]);

        var (refused, words) = await _service.DeleteAsync("v1beta/tunedModels/mine");
        Assert.Equal((403, "PERMISSION_DENIED"), (refused, words.Status()));
    }

    [Theory]
    [InlineData("updateMask=emailAddress")]
    [InlineData("updateMask=granteeType,role")]
    public async Task Only_the_role_can_be_changed(string mask)
    {
        var name = (await GrantAsync("USER", "her@example.com", "READER"))["name"];
        Assert.Equal(400, (await _service.PatchAsync($"v1beta/{name}?{mask}", JsonNode.Parse("""{"role": "WRITER"}""")!)).Status);
    }

    [Fact]
    public async Task Permissions_come_in_pages()
    {
        for (var i = 0; i < 11; i++)
            await GrantAsync("USER", $"u{i}@example.com", "READER");
        var (_, first) = await _service.GetAsync(Path);
        Assert.Equal(10, ((JsonArray)first["permissions"]!).Count);
        var (_, second) = await _service.GetAsync($"{Path}?pageToken={first["nextPageToken"]}");
        Assert.Equal(2, ((JsonArray)second["permissions"]!).Count);
    }

    static JsonObject Permission(string grantee, string? email, string role)
    {
        var permission = new JsonObject { ["granteeType"] = grantee, ["role"] = role };
        if (email is not null)
            permission["emailAddress"] = email;
        return permission;
    }

    async Task<JsonObject> GrantAsync(string grantee, string? email, string role)
    {
        var (status, json) = await _service.PostAsync(Path, Permission(grantee, email, role));
        Assert.True(status == 200, json.ToJsonString());
        return json;
    }
}
