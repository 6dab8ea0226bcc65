namespace GeminiTuning.Emulator.Json;

/// <summary>Short words for the tables of fields.</summary>
static class Field
{
    public static ProtoField Text(string name) => new(name, ProtoKind.Text);

    public static ProtoField Flag(string name) => new(name, ProtoKind.Flag);

    public static ProtoField Int32(string name) => new(name, ProtoKind.Int32);

    public static ProtoField Int64(string name) => new(name, ProtoKind.Int64);

    public static ProtoField Float(string name) => new(name, ProtoKind.Float);

    public static ProtoField Any(string name) => new(name, ProtoKind.Any);

    public static ProtoField Raw(string name) => new(name, ProtoKind.Raw);

    public static ProtoField Map(string name) => new(name, ProtoKind.Map);

    public static ProtoField Enum(string name, ProtoEnum type) => new(name, ProtoKind.Enum) { Enum = type };

    public static ProtoField Message(string name, ProtoMessage type) => new(name, ProtoKind.Message) { Message = type };

    public static ProtoField Many(this ProtoField field) => field with { Repeated = true };

    public static ProtoField OneOf(this ProtoField field, string group) => field with { Oneof = group };
}
