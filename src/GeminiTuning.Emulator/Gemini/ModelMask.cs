using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Which fields of a model a patch changes.</summary>
sealed record ModelMask(IReadOnlyList<string> Fields)
{
    static readonly string[] s_changeable = ["displayName", "description", "temperature", "topP", "topK"];

    /// <summary>Reads a mask. Without one, the fields that the body holds are meant; <c>*</c> means all.</summary>
    /// <exception cref="ApiException">A field cannot be changed, or its new value is wrong.</exception>
    public static ModelMask Parse(string mask, JsonObject body)
    {
        var fields = mask switch
        {
            "" => [.. s_changeable.Where(body.Has)],
            "*" => s_changeable,
            _ => mask.Split(',').Select(f => ProtoNames.ToCamel(f.Trim())).ToArray(),
        };

        var found = new Violations("UpdateTunedModelRequest");
        foreach (var field in fields.Except(s_changeable))
            found.Add("update_mask", Refusal(field));
        CreateRules.CheckTexts(found, body, "tuned_model");
        GenerateRules.CheckSampling(found, body, "tuned_model", hottest: 1);
        found.ThrowIfAny();
        return new ModelMask(fields);
    }

    /// <summary>Changes the fields; one that the body does not hold is cleared.</summary>
    public TunedModel Apply(TunedModel model, JsonObject body) => Fields.Aggregate(model, (m, field) => field switch
    {
        "displayName" => m with { DisplayName = body.Text(field) },
        "description" => m with { Description = body.Text(field) },
        "temperature" => m with { Temperature = body.Float(field) },
        "topP" => m with { TopP = body.Float(field) },
        _ => m with { TopK = body.Int(field) },
    });

    static string Refusal(string field) => TuningProtos.TunedModel.Find(field) is null
        ? $"Invalid field mask: TunedModel has no field '{field}'."
        : $"Invalid field mask: '{field}' cannot be changed.";
}
