using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GeminiTuning;

/// <summary>Signatures by which texts are found that have most of their n-grams in common: MinHash (Broder, "On the resemblance and
/// containment of documents", 1997), of which one byte each is kept (b-bit minwise hashing, Li and König, 2010).</summary>
static class MinHash
{
    /// <summary>The bytes of a signature.</summary>
    public const int Size = 64;

    /// <summary>The bytes that two texts must have in common to be near duplicates: the share of their n-grams in common is about
    /// 80 % or more then.</summary>
    public const int Alike = 52;

    /// <summary>The characters of an n-gram.</summary>
    public const int GramLength = 5;

    // A shorter text has too few n-grams for an estimate: one word more or less is another text.
    const int ShortestText = 24;

    const uint Base = 0x01000193;

    static readonly uint[] s_factors = Sequence(1);
    static readonly uint[] s_terms = Sequence(2);
    static readonly uint s_highest = Power(Base, GramLength);

    /// <summary>Computes the signature of a normalized text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="signature">Takes the signature, <see cref="Size"/> bytes: zeros for a text that is too short to be compared.</param>
    public static void Compute(ReadOnlySpan<char> text, Span<byte> signature)
    {
        signature.Clear();
        if (text.Length < ShortestText)
            return;
        Span<uint> least = stackalloc uint[Size];
        least.Fill(uint.MaxValue);
        var rolling = 0u;
        for (var i = 0; i < text.Length; i++)
        {
            rolling = (rolling * Base) + text[i];
            if (i >= GramLength)
                rolling -= text[i - GramLength] * s_highest;
            if (i >= GramLength - 1)
                Take(Mix(rolling), least);
        }
        for (var i = 0; i < Size; i++)
            signature[i] = (byte)(Mix(least[i]) | 1);
    }

    /// <summary>Counts the bytes that two signatures have in common.</summary>
    public static int Common(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var common = 0;
        for (var i = 0; i < Size; i += Vector128<byte>.Count)
        {
            var equal = Vector128.Equals(Vector128.Create(first[i..]), Vector128.Create(second[i..]));
            common += BitOperations.PopCount(equal.ExtractMostSignificantBits());
        }
        return common;
    }

    // As many functions as the signature has bytes, several at a time; their results don't depend on how many.
    static void Take(uint gram, Span<uint> least)
    {
        var all = MemoryMarshal.Cast<uint, Vector<uint>>(least);
        var factors = MemoryMarshal.Cast<uint, Vector<uint>>(s_factors);
        var terms = MemoryMarshal.Cast<uint, Vector<uint>>(s_terms);
        var value = new Vector<uint>(gram);
        for (var i = 0; i < all.Length; i++)
            all[i] = Vector.Min(all[i], (factors[i] * value) + terms[i]);
    }

    static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x85EBCA6B;
        value = (value ^ (value >> 13)) * 0xC2B2AE35;
        return value ^ (value >> 16);
    }

    static uint Power(uint number, int exponent)
    {
        var power = 1u;
        for (var i = 0; i < exponent; i++)
            power *= number;
        return power;
    }

    // Odd, so that each function is a permutation.
    static uint[] Sequence(ulong seed) =>
        [.. Enumerable.Range(0, Size).Select(i => (uint)(TextHash.Combine(seed, (ulong)i) >> 32) | 1)];
}
