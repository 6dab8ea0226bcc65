using System.Collections;

namespace GeminiTuning;

/// <summary>Where all examples of a dataset are: a number for each, and each file's path once.</summary>
sealed class LocationTable
{
    readonly ChunkedList<int> _lines = new();
    readonly List<string?> _files = [];
    readonly List<int> _firstRows = [];

    public int Count => _lines.Count;

    /// <summary>The location of an example, counted from 0.</summary>
    public ExampleLocation this[int row]
    {
        get
        {
            var file = _files[Index(row)];
            return new ExampleLocation(file, file is null ? null : _lines[row], row + 1);
        }
    }

    public void Add(string? file, int? line)
    {
        if (_files.Count == 0 || _files[^1] != file)
        {
            _files.Add(file);
            _firstRows.Add(Count);
        }
        _lines.Add(line ?? 0);
    }

    int Index(int row)
    {
        var (low, high) = (0, _files.Count - 1);
        while (low < high)
            if (_firstRows[(low + high + 1) / 2] <= row)
                low = (low + high + 1) / 2;
            else
                high = ((low + high + 1) / 2) - 1;
        return low;
    }
}

/// <summary>The locations of some examples, which are looked up as they are asked for.</summary>
sealed class LocationList(LocationTable table, IReadOnlyList<int> rows) : IReadOnlyList<ExampleLocation>
{
    public int Count => rows.Count;

    public ExampleLocation this[int index] => table[rows[index]];

    /// <summary>The first ten, and an ellipsis for more.</summary>
    public override string ToString() => string.Join("; ", this.Take(10)) + (Count > 10 ? "; …" : "");

    public IEnumerator<ExampleLocation> GetEnumerator() => rows.Select(row => table[row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
