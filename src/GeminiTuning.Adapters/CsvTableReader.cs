using CsvHelper;

namespace GeminiTuning.Adapters;

/// <summary>Reads CSV and the like by CsvHelper. Spaces around a field are no part of it, unless it is quoted.</summary>
sealed class CsvTableReader : ITableReader
{
    readonly CsvReader _reader;

    public CsvTableReader(Stream utf8, char? delimiter) => _reader = CsvReader.Create(
        utf8,
        new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = ByteWindow.LongestItem,
            OnMalformedRecord = Report,
        },
        leaveOpen: true);

    public int Line { get; private set; }

    public int FieldCount => Fault == TableFault.TooLong ? 0 : _reader.FieldCount;

    public int? UndecodedLine => Utf8Line.FirstInvalid(_reader.RawRecord, Line);

    public TableFault Fault { get; private set; }

    public string this[int index] => _reader.GetString(index);

    public bool Read()
    {
        Fault = TableFault.None;
        try
        {
            var isThere = _reader.Read();
            Line = (int)_reader.LineNumber;
            return isThere;
        }
        catch (CsvFormatException fault)
        {
            (Fault, Line) = (TableFault.TooLong, (int)fault.LineNumber);
            return true;
        }
    }

    public void Dispose() => _reader.Dispose();

    // A quote inside an unquoted field is a character like any other, and no fault.
    void Report(CsvMalformedRecord record) => Fault = record.Reason switch
    {
        CsvMalformedReason.TextAfterClosingQuote => TableFault.TextAfterQuote,
        CsvMalformedReason.UnterminatedQuote => TableFault.QuoteNotClosed,
        _ => TableFault.None,
    };
}
