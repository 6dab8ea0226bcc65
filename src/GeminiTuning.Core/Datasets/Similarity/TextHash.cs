using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GeminiTuning;

/// <summary>A hash of a text that is the same on every platform and in every process, so that what is derived from it is, too. The
/// base library's HashCode differs in each process, SHA-256 takes ten times as long, and XxHash3 is in a package, which this
/// assembly can't use. It follows wyhash: 128-bit products, folded.</summary>
static class TextHash
{
    const ulong First = 0xA0761D6478BD642F;
    const ulong Second = 0xE7037ED1A0B428DB;

    // Most examples have neither a system instruction nor an output to avoid.
    static readonly ulong s_none = Compute([], 0);

    /// <summary>Returns the hash of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">Another seed gives another hash.</param>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0) => text.IsEmpty && seed == 0 ? s_none : Compute(text, seed);

    /// <summary>Returns one hash of two.</summary>
    public static ulong Combine(ulong first, ulong second) => Fold(first ^ First, second ^ Second);

    static ulong Compute(ReadOnlySpan<char> text, ulong seed)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = seed ^ First;
        for (; bytes.Length >= 16; bytes = bytes[16..])
            hash = Fold(Read(bytes) ^ Second, Read(bytes[8..]) ^ hash);
        Span<byte> rest = stackalloc byte[16];
        bytes.CopyTo(rest);
        hash = Fold(Read(rest) ^ Second, Read(rest[8..]) ^ hash);
        return Fold(hash ^ First, (ulong)text.Length ^ Second);
    }

    // A char is written low byte first here and on every platform that .NET runs PowerShell on.
    static ulong Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    static ulong Fold(ulong first, ulong second)
    {
        var high = Math.BigMul(first, second, out var low);
        return high ^ low;
    }
}
