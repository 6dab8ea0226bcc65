namespace GeminiTuning.Emulator.Json;

/// <summary>How a proto field is written in JSON.</summary>
enum ProtoKind
{
    Text,
    Flag,
    Int32,
    Int64,
    Float,
    Enum,
    Message,

    /// <summary>An object of texts.</summary>
    Map,

    /// <summary>Accepted as it is, and not looked into.</summary>
    Any,

    /// <summary>JSON of any form, which stays as it is.</summary>
    Raw,
}

/// <summary>An enum of a proto, as JSON needs it: names and numbers.</summary>
/// <param name="Package">The service's package, without its version.</param>
/// <param name="Name">The enum's name in the package.</param>
/// <param name="Values">Its values.</param>
sealed record ProtoEnum(string Package, string Name, IReadOnlyDictionary<string, int> Values)
{
    /// <summary>An enum whose values have these numbers.</summary>
    public static ProtoEnum Of(string package, string name, params (string Name, int Number)[] values) =>
        new(package, name, values.ToDictionary(v => v.Name, v => v.Number, StringComparer.Ordinal));

    /// <summary>An enum whose values are numbered from 0.</summary>
    public static ProtoEnum Numbered(string package, string name, params string[] values) => Of(package, name, [.. values.Select((v, i) => (v, i))]);

    /// <summary>What a version of the service calls it.</summary>
    public string FullName(string version) => $"{Package}.{version}.{Name}";

    public string? NameOf(long number) => Values.FirstOrDefault(v => v.Value == number).Key;
}

/// <summary>A field of a proto message, by its name in the proto (in snake_case).</summary>
sealed record ProtoField(string Name, ProtoKind Kind)
{
    public string JsonName { get; init; } = ProtoNames.ToCamel(Name);

    public bool Repeated { get; init; }

    /// <summary>The oneof it belongs to: of these fields at most one can be set.</summary>
    public string? Oneof { get; init; }

    public ProtoEnum? Enum { get; init; }

    public ProtoMessage? Message { get; init; }
}

/// <summary>A message of a proto: its fields, found by either of their names.</summary>
sealed class ProtoMessage
{
    readonly Dictionary<string, ProtoField> _fields = new(StringComparer.Ordinal);

    public ProtoMessage(params ProtoField[] fields)
    {
        foreach (var field in fields)
        {
            _fields[field.Name] = field;
            _fields[field.JsonName] = field;
        }
    }

    /// <summary>Whether the service ignores fields that the message doesn't have.</summary>
    public bool IgnoresUnknown { get; init; }

    public ProtoField? Find(string name) => _fields.GetValueOrDefault(name);
}
