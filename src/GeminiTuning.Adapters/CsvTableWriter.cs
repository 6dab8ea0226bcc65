using CsvHelper;

namespace GeminiTuning.Adapters;

/// <summary>Writes CSV and the like by CsvHelper.</summary>
sealed class CsvTableWriter(Stream utf8, char delimiter) : ITableWriter
{
    // What looks like a formula to a spreadsheet is a text to learn: nothing is put before it.
    readonly CsvWriter _writer = CsvWriter.Create(
        utf8, new CsvWriterOptions { Separator = delimiter, NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace }, leaveOpen: true);

    public void Write(params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
            _writer.WriteField(field);
        _writer.EndRecord();
    }

    public void Dispose() => _writer.Dispose();
}
