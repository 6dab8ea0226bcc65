namespace GeminiTuning.Emulator.Training;

/// <summary>An output as bits: nine a byte, the first of which says that there is a byte, so that an end differs from all else.</summary>
static class OutputBits
{
    const int PerByte = 9;

    public static bool At(byte[] output, int bit)
    {
        var (index, offset) = Math.DivRem(bit, PerByte);
        return index < output.Length && (offset == 0 || (output[index] >> (PerByte - 1 - offset) & 1) == 1);
    }

    /// <summary>The first bit in which two different outputs differ.</summary>
    public static int FirstDifference(byte[] a, byte[] b)
    {
        var bit = a.AsSpan().CommonPrefixLength(b) * PerByte;
        while (At(a, bit) == At(b, bit))
            bit++;
        return bit;
    }

    /// <summary>A hash of everything before a bit, and of where it is.</summary>
    public static uint HashOfPrefix(byte[] output, int bit)
    {
        var (index, offset) = Math.DivRem(bit, PerByte);
        var partial = offset > 1 ? output[index] >> (PerByte - offset) : 0;
        return StableHash.Mix(StableHash.Of(output.AsSpan(0, index), (uint)offset) ^ (uint)partial);
    }
}
