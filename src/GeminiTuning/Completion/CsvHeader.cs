using System.Text;

namespace GeminiTuning.Completion;

/// <summary>Reads the header of a CSV file in the same way as Import-Csv.</summary>
static class CsvHeader
{
    const int LongestStart = 64 * 1024;

    /// <summary>Returns the columns; none if the file can't be read.</summary>
    public static IReadOnlyList<string> Read(string path, char delimiter)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var start = new char[LongestStart];
            return Split(new string(start, 0, reader.ReadBlock(start, 0, start.Length)), delimiter);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static List<string> Split(string start, char delimiter)
    {
        // Export-Csv in Windows PowerShell writes the type in a line before the header.
        if (start.StartsWith("#TYPE", StringComparison.OrdinalIgnoreCase))
            start = start[(start.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var columns = new List<string>();
        var column = new StringBuilder();
        var quoted = false;
        foreach (var c in start.TrimStart('\r', '\n'))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && c == delimiter)
                Complete();
            else
                column.Append(c);
        }
        Complete();
        return columns;

        void Complete()
        {
            columns.Add(column.ToString().Trim());
            column.Clear();
        }
    }
}
