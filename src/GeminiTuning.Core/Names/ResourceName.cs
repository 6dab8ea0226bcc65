using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Checks and completes the names that are typed, before any of them becomes part of an address.</summary>
public static partial class ResourceName
{
    const string Models = "tunedModels/";
    const string BaseModels = "models/";
    const string Operations = "/operations/";
    const string Permissions = "/permissions/";

    /// <summary>A tuned model's full name, <c>tunedModels/ID</c>, from that name, from its ID alone, or from the name of
    /// an operation that tunes it.</summary>
    /// <exception cref="TuningArgumentException">It is none of these.</exception>
    public static string TunedModel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryTunedModel(text) ?? throw Refused(text, Messages.TunedModelName, Messages.TunedModelNameForm);
    }

    /// <summary>A base model's full name, <c>models/ID</c>, from that name or from its ID alone.</summary>
    /// <exception cref="TuningArgumentException">It is neither.</exception>
    public static string BaseModel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var id = text.StartsWith(BaseModels, StringComparison.Ordinal) ? text[BaseModels.Length..] : text;
        return Segment().IsMatch(id) ? BaseModels + id : throw Refused(text, Messages.BaseModelName, Messages.BaseModelNameForm);
    }

    /// <summary>An operation's full name: <c>tunedModels/ID/operations/OP</c>.</summary>
    /// <exception cref="TuningArgumentException">It is not one.</exception>
    public static string Operation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsOperation(text) ? text : throw NoOperation(text);
    }

    /// <summary>Whether a text is an operation's name rather than a model's.</summary>
    public static bool IsOperation(string text) => ModelPart(text, Operations) is not null;

    /// <summary>A permission's full name: <c>tunedModels/ID/permissions/P</c>.</summary>
    /// <exception cref="TuningArgumentException">It is not one.</exception>
    public static string Permission(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPermission(text) ? text : throw NoPermission(text);
    }

    /// <summary>Whether a text is a permission's name rather than a model's.</summary>
    public static bool IsPermission(string text) => ModelPart(text, Permissions) is not null;

    /// <summary>The name of the model that a permission is for: what stands before <c>/permissions/</c>.</summary>
    /// <exception cref="TuningArgumentException">It is not a permission's name.</exception>
    public static string ModelOfPermission(string permission) =>
        ModelPart(permission, Permissions) ?? throw NoPermission(permission);

    /// <summary>Checks an ID for a new tuned model: a lower-case letter, then up to 39 of a-z, 0-9 and hyphen, a hyphen
    /// not the last (<c>tunedModelId</c> in model_service.proto).</summary>
    /// <exception cref="TuningArgumentException">It is not allowed.</exception>
    public static string NewModelId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NewId().IsMatch(text)
            ? text
            : throw Refused(text, Messages.TunedModelId, Messages.TunedModelIdForm);
    }

    /// <summary>As <see cref="TunedModel"/>; null where the text is no such name.</summary>
    internal static string? TryTunedModel(string? text)
    {
        if (text is null)
            return null;
        if (ModelPart(text, Operations) is { } model)
            return model;
        var id = text.StartsWith(Models, StringComparison.Ordinal) ? text[Models.Length..] : text;
        return Segment().IsMatch(id) ? Models + id : null;
    }

    /// <summary>A text that is a tuned model's full name; null where it isn't.</summary>
    internal static string? FullTunedModel(string? text) =>
        text is not null && text.StartsWith(Models, StringComparison.Ordinal) && Segment().IsMatch(text[Models.Length..]) ? text : null;

    // What stands before /operations/ or /permissions/ in a name that is one; null where the text is not one.
    static string? ModelPart(string text, string part)
    {
        // A model may be called 'operations' itself.
        var at = text.IndexOf(part, Math.Min(Models.Length, text.Length), StringComparison.Ordinal);
        return at >= Models.Length && text.StartsWith(Models, StringComparison.Ordinal)
            && Segment().IsMatch(text[Models.Length..at]) && Segment().IsMatch(text[(at + part.Length)..])
            ? text[..at]
            : null;
    }

    static TuningArgumentException NoOperation(string text) => Refused(text, Messages.OperationName, "tunedModels/ID/operations/OP");

    static TuningArgumentException NoPermission(string text) => Refused(text, Messages.PermissionName, "tunedModels/ID/permissions/P");

    static TuningArgumentException Refused(string text, string what, string allowed) =>
        new(Messages.NameRefused(text: PrintableText.Of(text), what: what, allowed: allowed));

    // One segment of a path: what Google's IDs are made of, and never only dots.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._~-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();

    [GeneratedRegex(@"\A[a-z]([a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NewId();
}
