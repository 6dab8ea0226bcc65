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
    public static void Require(TunedModel model, Role least) => Required(model, least);

    /// <returns>The model.</returns>
    /// <exception cref="ApiException">The caller's role is a lesser one.</exception>
    public static TunedModel Required(TunedModel model, Role least) => RoleIn(model) is { } role && role <= least
        ? model
        : throw ApiException.Forbidden(
            $"You do not have permission to do this with {model.Name}: it takes the role {least.ToString().ToUpperInvariant()}.");
}
