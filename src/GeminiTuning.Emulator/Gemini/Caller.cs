using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>All who call are this one user, whether with a key, with a token or with nothing.</summary>
static class Caller
{
    public const string Email = "you@emulator.invalid";

    /// <summary>The caller's own role; null where the caller has none.</summary>
    public static Role? RoleIn(TunedModel model) =>
        model.Permissions.FirstOrDefault(p => p.IsFor(GranteeType.User, Email))?.Role;

    /// <exception cref="ApiException">The caller's role is a lesser one.</exception>
    public static void Require(TunedModel model, Role least)
    {
        if (RoleIn(model) is not { } role || role > least)
            throw ApiException.Forbidden(
                $"You do not have permission to do this with {model.Name}: it takes the role {least.ToString().ToUpperInvariant()}.");
    }
}
