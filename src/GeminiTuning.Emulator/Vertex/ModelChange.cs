using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A change of a version of a model: its display name, description, labels, or default checkpoint.</summary>
sealed class ModelChange
{
    const int LongestName = 128;

    static readonly string[] s_changeable = ["displayName", "description", "labels", "defaultCheckpointId"];

    readonly JsonObject _body;
    readonly IReadOnlyList<string> _fields;

    ModelChange(JsonObject body, IReadOnlyList<string> fields) => (_body, _fields) = (body, fields);

    /// <summary>Reads a change. Without a mask, which Google's SDKs omit, it has the fields of the body.</summary>
    /// <exception cref="ApiException">A field can't be changed, or its new value is invalid.</exception>
    public static ModelChange Read(string mask, JsonObject body)
    {
        var fields = mask switch
        {
            "" => [.. s_changeable.Where(body.Has)],
            "*" => s_changeable,
            _ => mask.Split(',').Select(f => ProtoNames.ToCamel(f.Trim())).ToArray(),
        };
        var found = new Violations("model");
        foreach (var field in fields.Except(s_changeable))
            found.Add("update_mask", Refusal(field));
        found.Require(TokenRule.CountCharacters(body.Text("displayName")) <= LongestName, "display_name", $"display_name must be at most {LongestName} characters long.");
        found.Require(!fields.Contains("displayName") || body.Text("displayName").Length > 0, "display_name", "display_name is required.");
        found.ThrowListed();
        return new ModelChange(body, fields);
    }

    /// <exception cref="ApiException">The model has no such checkpoint.</exception>
    public ModelRecord Apply(ModelRecord model) => _fields.Aggregate(model, (m, field) => field switch
    {
        "displayName" => m with { DisplayName = _body.Text(field) },
        "description" => m with { Description = _body.Text(field) },
        "labels" => m with { Labels = WithOwn(_body.Map(field), m.Labels) },
        _ => m with { ChosenCheckpoint = Checkpoint(m) },
    });

    // The service's own labels can't be changed.
    static Dictionary<string, string> WithOwn(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> present)
    {
        var all = new Dictionary<string, string>(labels);
        foreach (var own in present.Where(l => Registration.IsOwnLabel(l.Key)))
            all[own.Key] = own.Value;
        return all;
    }

    string? Checkpoint(ModelRecord model)
    {
        var id = _body.Text("defaultCheckpointId");
        if (id.Length == 0)
            return null;
        return model.Checkpoints.Any(c => c.Id == id)
            ? id
            : throw ApiException.Invalid("model.default_checkpoint_id", $"Model `{model.Name}` has no checkpoint {id}.");
    }

    static string Refusal(string field) => VertexProtos.Model.Find(field) is null
        ? $"Invalid field mask: Model has no field '{field}'."
        : $"Invalid field mask: '{field}' cannot be changed.";
}
