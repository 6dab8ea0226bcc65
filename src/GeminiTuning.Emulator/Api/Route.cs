namespace GeminiTuning.Emulator.Api;

/// <summary>A method of the service and where it is found.</summary>
/// <param name="Name">The method's name in the service's protos, as JSON writes names: <c>generateContent</c>.</param>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Pattern">The path after the version; <c>*</c> stands for a name.</param>
/// <param name="Call">What answers.</param>
/// <param name="QueryFields">Fields of the request that the query may hold, in snake_case.</param>
sealed record Route(string Name, string Verb, string Pattern, Func<ApiCall, ApiAnswer> Call, params string[] QueryFields)
{
    readonly string[] _segments = Pattern.Split('/');

    /// <summary>The names in the path; null where the path is another one.</summary>
    public IReadOnlyList<string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
            return null;

        List<string> names = [];
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            var expected = _segments[i];
            if (!expected.StartsWith('*'))
            {
                if (segment != expected)
                    return null;
                continue;
            }

            var verb = expected[1..];
            var colon = segment.IndexOf(':', StringComparison.Ordinal);
            if ((colon < 0 ? "" : segment[colon..]) != verb)
                return null;
            names.Add(segment[..^verb.Length]);
        }

        return names;
    }
}
