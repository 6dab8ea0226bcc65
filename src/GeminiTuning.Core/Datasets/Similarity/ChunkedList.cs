namespace GeminiTuning;

/// <summary>A list that grows by pieces, so that nothing is copied, and never takes twice its size.</summary>
sealed class ChunkedList<T>
{
    const int Shift = 14;
    const int ChunkSize = 1 << Shift;

    readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> Shift][index & (ChunkSize - 1)];

    public void Add(T item)
    {
        if (Count == _chunks.Count << Shift)
            _chunks.Add(GC.AllocateUninitializedArray<T>(ChunkSize));
        _chunks[^1][Count++ & (ChunkSize - 1)] = item;
    }

    public T[] ToArray()
    {
        var all = new T[Count];
        for (var i = 0; i < _chunks.Count; i++)
            _chunks[i].AsSpan(0, Math.Min(ChunkSize, Count - (i << Shift))).CopyTo(all.AsSpan(i << Shift));
        return all;
    }
}
