using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GeminiTuning;

/// <summary>Finds bytes that aren't UTF-8.</summary>
static class Utf8Line
{
    /// <summary>The line of the first byte that isn't valid; null if all are.</summary>
    /// <param name="bytes">The bytes of one line or several.</param>
    /// <param name="firstLine">The number of their first line.</param>
    public static int? FirstInvalid(ReadOnlySpan<byte> bytes, int firstLine)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done)
            at += used;
        return firstLine + bytes[..at].Count((byte)'\n');
    }
}
