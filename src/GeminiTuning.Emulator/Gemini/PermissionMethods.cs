using System.Collections.Immutable;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Permissions of a tuned model: create, get, list, patch, delete, and the transfer of ownership.</summary>
sealed class PermissionMethods(ModelStore store)
{
    public ApiAnswer Create(ApiCall call)
    {
        var permission = PermissionRules.Read(call.Body(TuningProtos.Permission, "permission"));
        var model = Change(call, Role.Writer, all => all.Any(p => p.IsFor(permission.Grantee, permission.Email))
            ? throw ApiException.AlreadyExists("A permission for this grantee already exists.")
            : all.Add(permission));
        return Answer(model, permission);
    }

    public ApiAnswer Get(ApiCall call)
    {
        var model = store.Get(call.Id);
        return Answer(model, Find(model.Permissions, call));
    }

    public ApiAnswer List(ApiCall call)
    {
        var model = store.Get(call.Id);
        var page = Paging.Of(call.Query).Take(model.Permissions, p => p.Id);
        return new ApiAnswer(TuningProtos.PermissionList, JsonOut.Message(
            ("permissions", JsonOut.List(page.Items, p => TunedModelJson.Write(model, p))), ("nextPageToken", page.NextToken)));
    }

    public ApiAnswer Patch(ApiCall call)
    {
        var body = call.Body(TuningProtos.Permission, "permission");
        var role = PermissionRules.ReadRole(body, call.Query["update_mask"]);
        var model = Change(call, Role.Writer, all =>
        {
            var permission = Find(all, call);
            PermissionRules.CheckChange(permission, role);
            return all.Replace(permission, permission with { Role = role });
        });
        return Answer(model, Find(model.Permissions, call));
    }

    public ApiAnswer Delete(ApiCall call)
    {
        Change(call, Role.Writer, all => Find(all, call) is { Role: not Role.Owner } permission
            ? all.Remove(permission)
            : throw ApiException.Invalid("name", "The owner's permission cannot be deleted. Transfer the ownership first."));
        return ApiAnswer.Empty;
    }

    public ApiAnswer TransferOwnership(ApiCall call)
    {
        var email = call.Body(TuningProtos.TransferOwnership).Text("emailAddress");
        PermissionRules.CheckEmail(email, "email_address");
        Change(call, Role.Owner, all => Transfer(all, email));
        return ApiAnswer.Empty;
    }

    static ImmutableArray<Permission> Transfer(ImmutableArray<Permission> all, string email)
    {
        var rest = all
            .Where(p => !p.IsFor(GranteeType.User, email))
            .Select(p => p.Role == Role.Owner ? p with { Role = Role.Writer } : p);
        var known = all.FirstOrDefault(p => p.IsFor(GranteeType.User, email));
        return [.. rest, new Permission(known?.Id ?? PermissionRules.NewId(), GranteeType.User, email, Role.Owner)];
    }

    TunedModel Change(ApiCall call, Role least, Func<ImmutableArray<Permission>, ImmutableArray<Permission>> change) =>
        store.Change(call.Id, m => m with { Permissions = change(Caller.Required(m, least).Permissions) });

    static Permission Find(ImmutableArray<Permission> all, ApiCall call) =>
        all.FirstOrDefault(p => p.Id == call.Names[1])
            ?? throw ApiException.NotFound($"Permission tunedModels/{call.Id}/permissions/{call.Names[1]} does not exist.");

    static ApiAnswer Answer(TunedModel model, Permission permission) =>
        new(TuningProtos.Permission, TunedModelJson.Write(model, permission));
}
