using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Cuts the JSON of an answer in the middle. As HTTP sees it, the answer is whole.</summary>
static class Malformed
{
    public static HttpReply Of(HttpReply reply)
    {
        if (reply.File is { } file)
            return reply with { File = file.Half() };
        if (reply.Parts.Count == 0)
            return reply;

        var middle = reply.Parts.Count / 2;
        var cut = reply.Parts[middle][..(reply.Parts[middle].Length / 2)];
        // An event that does not end is none, and would be left out rather than be read.
        if (reply.ContentType == "text/event-stream")
            cut = (byte[])[.. cut.Span, .. "\r\n\r\n"u8];
        return reply with { Parts = [.. reply.Parts.Take(middle), cut] };
    }
}
