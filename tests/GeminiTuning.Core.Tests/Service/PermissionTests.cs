using System.Net;

namespace GeminiTuning.Tests.Service;

public sealed class PermissionTests : IDisposable
{
    const string Hers = """{"name": "tunedModels/a/permissions/7", "granteeType": "USER", "emailAddress": "her@example.com", "role": "READER"}""";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Every_field_of_a_permission_is_read()
    {
        _script.Answers($$"""{"permissions": [{{Hers}}], "nextPageToken": "more"}""")
            .Answers("""{"permissions": [{"name": "tunedModels/a/permissions/8", "granteeType": "EVERYONE", "role": "READER"}, {"name": "tunedModels/a/permissions/9", "granteeType": "ROBOT", "role": "KING"}]}""");
        var all = await _script.Open().ListPermissionsAsync("a").ToListAsync();

        Assert.Equal(
            [
                new() { Name = "tunedModels/a/permissions/7", Model = "tunedModels/a", GranteeType = GranteeType.User, EmailAddress = "her@example.com", Role = PermissionRole.Reader },
                new() { Name = "tunedModels/a/permissions/8", Model = "tunedModels/a", GranteeType = GranteeType.Everyone, Role = PermissionRole.Reader },
                new() { Name = "tunedModels/a/permissions/9", Model = "tunedModels/a", GranteeType = GranteeType.Unknown, Role = PermissionRole.Unknown },
            ],
            all);
        Assert.Equal("GET /v1beta/tunedModels/a/permissions?pageSize=1000&pageToken=more", _script.Requests[1].ToString());
    }

    public static TheoryData<Grantee, PermissionRole, string> Bodies => new()
    {
        { Grantee.User("her@example.com"), PermissionRole.Writer, """{"granteeType": "USER", "emailAddress": "her@example.com", "role": "WRITER"}""" },
        { Grantee.Group("team@example.com"), PermissionRole.Reader, """{"granteeType": "GROUP", "emailAddress": "team@example.com", "role": "READER"}""" },
        { Grantee.Everyone, PermissionRole.Reader, """{"granteeType": "EVERYONE", "role": "READER"}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_new_permission_names_the_grantee_and_the_role(Grantee grantee, PermissionRole role, string body)
    {
        _script.Answers(Hers);
        var permission = await _script.Open().CreatePermissionAsync("a", grantee, role);

        Assert.Equal("POST /v1beta/tunedModels/a/permissions", _script.Request.ToString());
        _script.Request.BodyIs(body);
        Assert.Equal("tunedModels/a/permissions/7", permission.Name);
    }

    [Fact]
    public async Task A_change_of_the_role_sends_the_role_alone()
    {
        _script.Answers("""{"role": "WRITER"}""");
        var permission = await _script.Open().UpdatePermissionAsync("tunedModels/a/permissions/7", PermissionRole.Writer);

        Assert.Equal("PATCH /v1beta/tunedModels/a/permissions/7?updateMask=role", _script.Request.ToString());
        _script.Request.BodyIs("""{"role": "WRITER"}""");
        Assert.Equal(("tunedModels/a/permissions/7", "tunedModels/a", PermissionRole.Writer), (permission.Name, permission.Model, permission.Role));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bob")]
    [InlineData("@example.com")]
    [InlineData("bob@")]
    [InlineData("bob@example.com\n")]
    [InlineData("*@example.com")]
    public void What_was_never_meant_to_be_an_address_is_refused(string text)
    {
        Assert.Throws<TuningArgumentException>(() => Grantee.User(text));
        Assert.Throws<TuningArgumentException>(() => Grantee.Group(text));
    }

    [Fact]
    public async Task A_transfer_names_the_new_owner()
    {
        _script.Answers("{}");
        await _script.Open().TransferOwnershipAsync("a", "her@example.com");

        Assert.Equal("POST /v1beta/tunedModels/a:transferOwnership", _script.Request.ToString());
        _script.Request.BodyIs("""{"emailAddress": "her@example.com"}""");
    }

    [Theory]
    [InlineData("OWNER", true)]
    [InlineData("WRITER", false)]
    public async Task A_transfer_that_is_refused_after_an_answer_that_was_lost_is_looked_up(string role, bool isDone)
    {
        _script.Throws(new HttpRequestException("Connection reset"))
            .Answers("""{"error": {"code": 403, "message": "You do not have permission.", "status": "PERMISSION_DENIED"}}""", HttpStatusCode.Forbidden)
            .Answers($$"""{"permissions": [{{Hers.Replace("READER", role, StringComparison.Ordinal)}}]}""");
        var transfer = _script.OpenWithRetries().TransferOwnershipAsync("a", "Her@Example.com");

        if (isDone)
            await transfer;
        else
            await Assert.ThrowsAsync<TuningServiceException>(() => transfer);
    }

    [Fact]
    public async Task A_transfer_that_is_refused_at_once_is_an_error()
    {
        _script.Answers("", HttpStatusCode.Forbidden);

        await Assert.ThrowsAsync<TuningServiceException>(() => _script.OpenWithRetries().TransferOwnershipAsync("a", "her@example.com"));
        Assert.Single(_script.Requests);
    }
}
