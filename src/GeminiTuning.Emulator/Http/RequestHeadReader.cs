namespace GeminiTuning.Emulator.Http;

/// <summary>Reads the first line and the headers (RFC 9112), and refuses what could be read in two ways.</summary>
static class RequestHeadReader
{
    /// <summary>Reads the next request's head; null where the client has ended between requests.</summary>
    public static async ValueTask<RequestHead?> ReadAsync(HttpReader reader, CancellationToken cancellationToken)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(414, cancellationToken).ConfigureAwait(false);
        }
        while (line is { Length: 0 });

        if (line is null)
            return null;

        var headers = await ReadHeadersAsync(reader, cancellationToken).ConfigureAwait(false);
        return Parse(line, headers);
    }

    /// <summary>Reads lines of headers up to the empty line; also a chunked body's trailers.</summary>
    public static async ValueTask<Dictionary<string, string>> ReadHeadersAsync(
        HttpReader reader, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var size = 0;
        while (true)
        {
            var line = await reader.ReadLineAsync(431, cancellationToken).ConfigureAwait(false)
                ?? throw new HttpException(400, "The request ended within its headers.");
            if (line.Length == 0)
                return headers;

            size += line.Length;
            if (size > HttpLimits.HeadBytes || headers.Count == HttpLimits.Headers)
                throw new HttpException(431, "The request's headers are too large.");
            Add(headers, line);
        }
    }

    static void Add(Dictionary<string, string> headers, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsToken(line.AsSpan(0, colon)))
            throw new HttpException(400, "The request has a malformed header.");

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim();
        if (!headers.TryAdd(name, value))
        {
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                throw new HttpException(400, $"The request has more than one {name} header.");
            headers[name] += ", " + value;
        }
    }

    static RequestHead Parse(string line, Dictionary<string, string> headers)
    {
        var words = line.Split(' ');
        if (words.Length != 3 || !IsToken(words[0]) || !words[2].StartsWith("HTTP/", StringComparison.Ordinal))
            throw new HttpException(400, "The request's first line is malformed.");
        if (words[2] is not ("HTTP/1.1" or "HTTP/1.0"))
            throw new HttpException(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");

        var (path, query) = Target(words[1]);
        return new RequestHead(words[0], path, query, words[2] == "HTTP/1.1", headers);
    }

    static (string Path, string Query) Target(string target)
    {
        // A client that takes this server for its proxy sends the whole address.
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
            target = target.IndexOf('/', scheme + 3) is > 0 and var slash ? target[slash..] : "/";
        if (target != "*" && !target.StartsWith('/'))
            throw new HttpException(400, "The request's path is malformed.");

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return text.Length > 0;
    }
}
