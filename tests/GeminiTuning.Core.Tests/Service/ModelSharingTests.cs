using System.Net;

namespace GeminiTuning.Tests.Service;

/// <summary>A grant says what is to be: it changes a role that is there, and does no harm when it is repeated.</summary>
public sealed class ModelSharingTests : IDisposable
{
    const string Hers = """{"name": "tunedModels/a/permissions/7", "granteeType": "USER", "emailAddress": "Her@Example.com", "role": "READER"}""";
    const string AsGroup = """{"name": "tunedModels/a/permissions/6", "granteeType": "GROUP", "emailAddress": "her@example.com", "role": "READER"}""";
    const string Taken = """{"error": {"code": 409, "message": "A permission for this grantee already exists.", "status": "ALREADY_EXISTS"}}""";

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Who_has_no_role_gets_a_new_permission()
    {
        _script.Answers($$"""{"permissions": [{{AsGroup}}]}""").Answers(Hers);
        var permission = await GrantAsync(PermissionRole.Reader);

        Assert.Equal("tunedModels/a/permissions/7", permission.Name);
        Assert.Equal(["GET /v1beta/tunedModels/a/permissions?pageSize=1000", "POST /v1beta/tunedModels/a/permissions"], Sent());
    }

    [Fact]
    public async Task Who_has_another_role_gets_this_one_instead()
    {
        _script.Answers($$"""{"permissions": [{{AsGroup}}, {{Hers}}]}""").Answers(Hers.Replace("READER", "WRITER", StringComparison.Ordinal));
        var permission = await GrantAsync(PermissionRole.Writer);

        Assert.Equal(PermissionRole.Writer, permission.Role);
        Assert.Equal(["GET /v1beta/tunedModels/a/permissions?pageSize=1000", "PATCH /v1beta/tunedModels/a/permissions/7?updateMask=role"], Sent());
    }

    [Fact]
    public async Task Who_has_the_role_keeps_it_and_nothing_is_sent()
    {
        _script.Answers($$"""{"permissions": [{{Hers}}]}""");

        Assert.Equal("tunedModels/a/permissions/7", (await GrantAsync(PermissionRole.Reader)).Name);
        Assert.Single(_script.Requests);
    }

    [Fact]
    public async Task A_grant_whose_answer_was_lost_is_looked_up()
    {
        _script.Answers("{}").Throws(new HttpRequestException("Connection reset")).Answers(Taken, HttpStatusCode.Conflict).Answers($$"""{"permissions": [{{Hers}}]}""");

        Assert.Equal("tunedModels/a/permissions/7", (await GrantAsync(PermissionRole.Reader)).Name);
        Assert.Equal(4, _script.Requests.Count);
    }

    [Fact]
    public async Task A_permission_that_somebody_else_made_in_between_gets_the_role()
    {
        _script.Answers("{}").Answers(Taken, HttpStatusCode.Conflict).Answers($$"""{"permissions": [{{Hers}}]}""").Answers(Hers.Replace("READER", "WRITER", StringComparison.Ordinal));

        Assert.Equal(PermissionRole.Writer, (await GrantAsync(PermissionRole.Writer)).Role);
    }

    [Fact]
    public async Task A_conflict_with_nothing_that_is_there_is_an_error()
    {
        _script.Answers("{}").Answers(Taken, HttpStatusCode.Conflict).Answers("{}");

        var fault = await Assert.ThrowsAsync<TuningServiceException>(() => GrantAsync(PermissionRole.Writer));
        Assert.Equal(HttpStatusCode.Conflict, fault.StatusCode);
    }

    [Fact]
    public async Task Everyone_is_found_without_an_address()
    {
        _script.Answers($$"""{"permissions": [{{Hers}}, {"name": "tunedModels/a/permissions/8", "granteeType": "EVERYONE", "role": "READER"}]}""");

        Assert.Equal("tunedModels/a/permissions/8", (await new ModelSharing(_script.Open()).FindAsync("a", Grantee.Everyone))?.Name);
    }

    Task<TunedModelPermission> GrantAsync(PermissionRole role) =>
        new ModelSharing(_script.OpenWithRetries()).GrantAsync("a", Grantee.User("her@example.com"), role);

    IEnumerable<string> Sent() => _script.Requests.Select(request => request.ToString());
}
