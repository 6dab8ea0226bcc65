using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Api;

/// <summary>A method of a service and where it is found.</summary>
/// <param name="Name">The method's name in the service's protos, as JSON writes names: <c>generateContent</c>.</param>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Pattern">The path after the service's root; <c>*</c> stands for a name, <c>**</c> for one with any characters.</param>
/// <param name="Call">What answers.</param>
/// <param name="QueryFields">Fields of the request that the query may hold, in snake_case.</param>
sealed record Route(string Name, string Verb, string Pattern, Func<ApiCall, ApiAnswer> Call, params string[] QueryFields)
{
    static readonly ServiceApi s_none = new("", [], ReplyFormat.Write);

    readonly string[] _segments = Pattern.Split('/');

    /// <summary>The service; a route without one matches no path.</summary>
    public ServiceApi Api { get; init; } = s_none;

    /// <summary>What takes the body piece by piece; null where it is read into memory.</summary>
    public Func<ApiCall, IBodySink>? Sink { get; init; }

    /// <summary>A value that the query must have for it to be this method.</summary>
    public (string Field, string Value)? Only { get; init; }

    /// <summary>The names in the path; null where it is another one.</summary>
    public IReadOnlyList<string>? Match(string[] segments) =>
        Api.Roots.Select(root => MatchAfter(root.Split('/', StringSplitOptions.RemoveEmptyEntries), segments)).FirstOrDefault(names => names is not null);

    /// <summary>Whether the query is one for this method.</summary>
    public bool Takes(string query) => Only is not { } only || new QueryString(query).Common(only.Field) == only.Value;

    List<string>? MatchAfter(string[] root, string[] segments)
    {
        if (segments.Length != root.Length + _segments.Length || !segments.AsSpan(0, root.Length).SequenceEqual(root))
            return null;

        List<string> names = [];
        for (var i = 0; i < _segments.Length; i++)
        {
            if (!MatchSegment(segments[root.Length + i], _segments[i], names))
                return null;
        }

        return names;
    }

    static bool MatchSegment(string segment, string expected, List<string> names)
    {
        if (!expected.StartsWith('*'))
            return segment == expected;

        var verb = expected[1..];
        if (verb != "*")
        {
            var colon = segment.IndexOf(':', StringComparison.Ordinal);
            if ((colon < 0 ? "" : segment[colon..]) != verb)
                return false;
            segment = segment[..^verb.Length];
        }

        names.Add(segment);
        return true;
    }
}
