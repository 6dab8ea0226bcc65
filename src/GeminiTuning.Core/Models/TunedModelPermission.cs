using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>A permission for a tuned model.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The service calls it a permission. It has nothing to do with code access security in .NET.")]
public sealed record TunedModelPermission
{
    /// <summary>The resource name: <c>tunedModels/ID/permissions/P</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the model: <c>tunedModels/ID</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it has none, or if it isn't known.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>The type of the grantee.</summary>
    public GranteeType GranteeType { get; init; }

    /// <summary>The email address of the user or group; null for everyone.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>The role of the grantee.</summary>
    public PermissionRole Role { get; init; }

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}

/// <summary>The type of a grantee.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GranteeType>))]
public enum GranteeType : long
{
    /// <summary>The service gave no type.</summary>
    Unspecified,
    /// <summary>A type that this version doesn't know.</summary>
    Unknown,
    /// <summary>One user.</summary>
    User,
    /// <summary>A group.</summary>
    Group,
    /// <summary>Everyone.</summary>
    Everyone,
}

/// <summary>The role of a grantee. Each role includes the rights of the previous one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PermissionRole>))]
public enum PermissionRole : long
{
    /// <summary>The service gave no role.</summary>
    Unspecified,
    /// <summary>A role that this version doesn't know.</summary>
    Unknown,
    /// <summary>Can use the model.</summary>
    Reader,
    /// <summary>Can also update and share the model.</summary>
    Writer,
    /// <summary>Can also delete the model and transfer ownership.</summary>
    Owner,
}
