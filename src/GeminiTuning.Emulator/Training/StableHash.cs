namespace GeminiTuning.Emulator.Training;

/// <summary>Hashes that are the same in every process: what is learned under them is kept on disk.</summary>
static class StableHash
{
    const uint Offset = 2166136261;
    const uint Prime = 16777619;

    /// <summary>FNV-1a over UTF-16, begun with a seed that tells kinds of text apart.</summary>
    public static uint Of(ReadOnlySpan<char> text, uint seed)
    {
        var hash = Offset ^ (seed * Prime);
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return Mix(hash);
    }

    /// <summary>FNV-1a over bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed)
    {
        var hash = Offset ^ (seed * Prime);
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;
        return Mix(hash);
    }

    /// <summary>Spreads every bit over all others (the finalizer of MurmurHash3).</summary>
    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
