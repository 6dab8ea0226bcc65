using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods of the Gemini Developer API.</summary>
static class GeminiRoutes
{
    /// <summary>The service.</summary>
    public static ServiceApi Service { get; } = new("generativelanguage.googleapis.com", ["v1", "v1beta"], ReplyFormat.Write);

    public static IEnumerable<Route> Of(ModelStore store, TuningRunner runner, TimeProvider clock)
    {
        var models = new TunedModelMethods(store, runner, clock);
        var permissions = new PermissionMethods(store);
        var operations = new OperationMethods(store, runner, clock);
        var generate = new GenerateMethods(store);

        Route[] routes =
        [
            new("createTunedModel", "POST", "tunedModels", models.Create, "tuned_model_id"),
            new("listTunedModels", "GET", "tunedModels", models.List, "page_size", "page_token", "filter"),
            new("getTunedModel", "GET", "tunedModels/*", models.Get),
            new("updateTunedModel", "PATCH", "tunedModels/*", models.Patch, "update_mask"),
            new("deleteTunedModel", "DELETE", "tunedModels/*", models.Delete),
            new("generateContent", "POST", "tunedModels/*:generateContent", generate.Tuned),
            new("streamGenerateContent", "POST", "tunedModels/*:streamGenerateContent", generate.TunedStream),
            new("transferOwnership", "POST", "tunedModels/*:transferOwnership", permissions.TransferOwnership),

            new("createPermission", "POST", "tunedModels/*/permissions", permissions.Create),
            new("listPermissions", "GET", "tunedModels/*/permissions", permissions.List, "page_size", "page_token"),
            new("getPermission", "GET", "tunedModels/*/permissions/*", permissions.Get),
            new("updatePermission", "PATCH", "tunedModels/*/permissions/*", permissions.Patch, "update_mask"),
            new("deletePermission", "DELETE", "tunedModels/*/permissions/*", permissions.Delete),

            new("listOperations", "GET", "tunedModels/*/operations", operations.List, "filter", "page_size", "page_token"),
            new("getOperation", "GET", "tunedModels/*/operations/*", operations.Get),
            new("cancelOperation", "POST", "tunedModels/*/operations/*:cancel", operations.Cancel),

            new("listModels", "GET", "models", ModelMethods.List, "page_size", "page_token"),
            new("getModel", "GET", "models/*", ModelMethods.Get),
            new("generateContent", "POST", "models/*:generateContent", GenerateMethods.Base),
            new("streamGenerateContent", "POST", "models/*:streamGenerateContent", GenerateMethods.BaseStream),
            new("countTokens", "POST", "models/*:countTokens", GenerateMethods.CountTokens),
        ];
        return routes.Select(r => r with { Api = Service });
    }
}
