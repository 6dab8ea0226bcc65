namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>What can be wrong with a path and a query.</summary>
static class PathMutations
{
    static readonly string[] s_segments =
    [
        "", ".", "..", "*", "-", "%", "%00", "%2F", "%2f..%2F", "%zz", "%C3%28", "%ED%A0%80", "%F0%9F%98%80", "\u00FC", "\u0001", "x:y", ":", "::",
        ":generateContent", "a%3AgenerateContent", "CON", "a%20b", "$(x)", "<x>", "'", "\"", "\\", "{x}", new('x', 5000), new('%', 3000),
    ];

    static readonly string[] s_values =
    [
        "", "0", "1", "-1", "1001", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "1e3", "1e400", "NaN",
        "1.5", "%201", "x", "*", ",", ",,", "a,*", "*,a",
        "displayName", "display_name,display_name", "name", "role", "tuning_task.hyperparameters", "%2C%2C", "Z2VtaW5p", "====", "_-_-", "%00",
        "%ff", "%ED%A0%80", "%F0%9F%98%80", "\u00FC", "+", "a+b", "a%2Bb", "=", "a=b", "owner:me", "owner:", "writers:x", "readers:everyone%20owner:me", "%22", "%22%22",
        "%22a%20b", new('x', 5000), new('%', 5000), new(',', 5000), new('_', 5000), new('"', 5000),
    ];

    static readonly string[] s_queries =
    [
        "alt=sse", "alt=json", "alt=media", "alt=", "%24alt=json%3Benum-encoding=int", "$alt=json;enum-encoding=int&alt=sse", "$alt=sse",
        "$alt=json;enum-encoding=float", "prettyPrint=false", "prettyPrint=%00", "fields=*", "key=x&key=y", "callback=x", "x=1", "=1", "$=1", "%00=1",
        "%ED%A0%80=1", "%F0%9F%98%80=1", "\u00FC=1", "Filter=x", "PAGE_SIZE=1", "&&&", "?", "#", "%", "+", $"{new string('x', 5000)}=1",
        string.Join('&', Enumerable.Range(0, 2000).Select(i => $"x{i}=1")),
    ];

    /// <summary>Every path and query that comes of a right one.</summary>
    public static IEnumerable<string> Of(FuzzRequest request)
    {
        var segments = request.Path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            yield return string.Join('/', segments.Where((_, at) => at != i));
            foreach (var odd in s_segments)
            {
                yield return string.Join('/', segments.Select((s, at) => at == i ? odd : s));
                yield return string.Join('/', segments.Select((s, at) => at == i ? s + odd : s));
            }
        }

        foreach (var query in s_queries)
            yield return $"{request.Path}?{query}";

        foreach (var field in request.QueryFields)
        {
            foreach (var value in s_values)
                yield return $"{request.Path}?{field}={value}";
            yield return $"{request.Path}?{field}";
            yield return $"{request.Path}?{field}=1&{field}=2&&=&?#";
        }
    }
}
