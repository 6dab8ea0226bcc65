using GeminiTuning.Emulator.Tuning;

namespace GeminiTuning.Emulator.Api;

/// <summary>All that the emulator serves, under v1 and v1beta.</summary>
static class Routes
{
    public static IReadOnlyList<Route> Of(ModelStore store, TuningRunner runner, TimeProvider clock)
    {
        var models = new TunedModelMethods(store, runner, clock);
        var permissions = new PermissionMethods(store);
        var operations = new OperationMethods(store, runner, clock);
        var generate = new GenerateMethods(store);

        return
        [
            new("POST", "tunedModels", models.Create, "tuned_model_id"),
            new("GET", "tunedModels", models.List, "page_size", "page_token", "filter"),
            new("GET", "tunedModels/*", models.Get),
            new("PATCH", "tunedModels/*", models.Patch, "update_mask"),
            new("DELETE", "tunedModels/*", models.Delete),
            new("POST", "tunedModels/*:generateContent", generate.Tuned),
            new("POST", "tunedModels/*:streamGenerateContent", generate.TunedStream),
            new("POST", "tunedModels/*:transferOwnership", permissions.TransferOwnership),

            new("POST", "tunedModels/*/permissions", permissions.Create),
            new("GET", "tunedModels/*/permissions", permissions.List, "page_size", "page_token"),
            new("GET", "tunedModels/*/permissions/*", permissions.Get),
            new("PATCH", "tunedModels/*/permissions/*", permissions.Patch, "update_mask"),
            new("DELETE", "tunedModels/*/permissions/*", permissions.Delete),

            new("GET", "tunedModels/*/operations", operations.List, "filter", "page_size", "page_token"),
            new("GET", "tunedModels/*/operations/*", operations.Get),
            new("POST", "tunedModels/*/operations/*:cancel", operations.Cancel),

            new("GET", "models", ModelMethods.List, "page_size", "page_token"),
            new("GET", "models/*", ModelMethods.Get),
            new("POST", "models/*:generateContent", GenerateMethods.Base),
            new("POST", "models/*:streamGenerateContent", GenerateMethods.BaseStream),
        ];
    }
}
