namespace GeminiTuning;

/// <summary>Validates and completes resource names before they become part of a URL.</summary>
public static class ResourceName
{
    const string Models = "tunedModels/";
    const string BaseModels = "models/";
    const string Operations = "/operations/";
    const string Permissions = "/permissions/";
    const int LongestSegment = 200;
    const int LongestNewId = 40;

    /// <summary>Returns the full name of a tuned model, <c>tunedModels/ID</c>, for that name, for its ID, or for the name of its tuning
    /// operation.</summary>
    /// <exception cref="TuningArgumentException">The text is none of these.</exception>
    public static string TunedModel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryTunedModel(text) ?? throw Refused(text, Messages.TunedModelName, Messages.TunedModelNameForm);
    }

    /// <summary>Returns the full name of a base model, <c>models/ID</c>, for that name or for its ID.</summary>
    /// <exception cref="TuningArgumentException">The text is neither.</exception>
    public static string BaseModel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var id = text.StartsWith(BaseModels, StringComparison.Ordinal) ? text[BaseModels.Length..] : text;
        return IsSegment(id) ? BaseModels + id : throw Refused(text, Messages.BaseModelName, Messages.BaseModelNameForm);
    }

    /// <summary>Validates the name of a tuning operation: <c>tunedModels/ID/operations/OP</c>.</summary>
    /// <exception cref="TuningArgumentException">The text isn't such a name.</exception>
    public static string Operation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsOperation(text) ? text : throw NoOperation(text);
    }

    /// <summary>Whether a text is the name of an operation.</summary>
    public static bool IsOperation(string text) => ModelPart(text, Operations) is not null;

    /// <summary>Validates the name of a permission: <c>tunedModels/ID/permissions/P</c>.</summary>
    /// <exception cref="TuningArgumentException">The text isn't such a name.</exception>
    public static string Permission(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPermission(text) ? text : throw NoPermission(text);
    }

    /// <summary>Whether a text is the name of a permission.</summary>
    public static bool IsPermission(string text) => ModelPart(text, Permissions) is not null;

    /// <summary>Returns the name of the model of a permission, which is the part before <c>/permissions/</c>.</summary>
    /// <exception cref="TuningArgumentException">The text isn't the name of a permission.</exception>
    public static string ModelOfPermission(string permission) =>
        ModelPart(permission, Permissions) ?? throw NoPermission(permission);

    /// <summary>Validates the ID of a new tuned model: 1 to 40 lowercase letters, digits, and hyphens, with a letter first and no hyphen
    /// at the end (<c>tunedModelId</c> in model_service.proto).</summary>
    /// <exception cref="TuningArgumentException">The ID isn't valid.</exception>
    public static string NewModelId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsNewId(text)
            ? text
            : throw Refused(text, Messages.TunedModelId, Messages.TunedModelIdForm);
    }

    /// <summary>Like <see cref="TunedModel"/>, but returns null if the text isn't such a name.</summary>
    internal static string? TryTunedModel(string? text)
    {
        if (text is null)
            return null;
        if (ModelPart(text, Operations) is { } model)
            return model;
        var id = text.StartsWith(Models, StringComparison.Ordinal) ? text[Models.Length..] : text;
        return IsSegment(id) ? Models + id : null;
    }

    /// <summary>Returns a text that is the full name of a tuned model; null if it isn't.</summary>
    internal static string? FullTunedModel(string? text) =>
        text is not null && text.StartsWith(Models, StringComparison.Ordinal) && IsSegment(text.AsSpan(Models.Length)) ? text : null;

    // The part before /operations/ or /permissions/; null if the text isn't such a name.
    static string? ModelPart(string text, string part)
    {
        // A model may be called 'operations' itself.
        var at = text.IndexOf(part, Math.Min(Models.Length, text.Length), StringComparison.Ordinal);
        return at >= Models.Length && text.StartsWith(Models, StringComparison.Ordinal)
            && IsSegment(text.AsSpan(Models.Length..at)) && IsSegment(text.AsSpan(at + part.Length))
            ? text[..at]
            : null;
    }

    static TuningArgumentException NoOperation(string text) => Refused(text, Messages.OperationName, "tunedModels/ID/operations/OP");

    static TuningArgumentException NoPermission(string text) => Refused(text, Messages.PermissionName, "tunedModels/ID/permissions/P");

    static TuningArgumentException Refused(string text, string what, string allowed) => NameRefusal.Of(text, what, allowed, NameRefusal.OfVertex);

    // One segment of a path, with the characters of Google IDs and not only dots.
    static bool IsSegment(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestSegment || !char.IsAsciiLetterOrDigit(text[0]))
            return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '~' or '-'))
                return false;
        return true;
    }

    static bool IsNewId(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestNewId || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-')
            return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        return true;
    }
}
