using System.Diagnostics.CodeAnalysis;

namespace GeminiTuning;

/// <summary>Who may do what with a tuned model.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is what the service calls a permission, not one of .NET's code access security.")]
public sealed record TunedModelPermission
{
    /// <summary>The resource name: <c>tunedModels/ID/permissions/P</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the model that it is for: <c>tunedModels/ID</c>.</summary>
    public required string Model { get; init; }

    /// <summary>What kind of grantee has it.</summary>
    public GranteeType GranteeType { get; init; }

    /// <summary>The user's or the group's e-mail address; null for everyone.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>What the grantee may do.</summary>
    public PermissionRole Role { get; init; }

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}

/// <summary>What kind of grantee a permission has.</summary>
public enum GranteeType
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A kind that this version does not know.</summary>
    Unknown,
    /// <summary>One user.</summary>
    User,
    /// <summary>A group.</summary>
    Group,
    /// <summary>Everyone.</summary>
    Everyone,
}

/// <summary>What a grantee may do; each role includes the one before.</summary>
public enum PermissionRole
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A role that this version does not know.</summary>
    Unknown,
    /// <summary>May ask the model.</summary>
    Reader,
    /// <summary>May change and share it, too.</summary>
    Writer,
    /// <summary>May delete it and give it away, too.</summary>
    Owner,
}
