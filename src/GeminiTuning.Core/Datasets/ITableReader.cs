using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>Reads a table of separated values, such as CSV, record by record. Empty lines are skipped.</summary>
public interface ITableReader : IDisposable
{
    /// <summary>The line where the current record begins, counted from 1.</summary>
    int Line { get; }

    /// <summary>The number of fields in the current record.</summary>
    int FieldCount { get; }

    /// <summary>The first line of the current record that isn't valid UTF-8; null if all of it is.</summary>
    int? UndecodedLine { get; }

    /// <summary>How the current record breaks the rules of quoting.</summary>
    TableFault Fault { get; }

    /// <summary>A field of the current record, without its quotes.</summary>
    /// <param name="index">The field, from 0 to <see cref="FieldCount"/> - 1.</param>
    string this[int index] { get; }

    /// <summary>Goes to the next record; false at the end.</summary>
    bool Read();
}

/// <summary>How a record breaks the rules of quoting. What can be read without doubt, such as <c>5" screen</c>, is no fault.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TableFault>))]
public enum TableFault : long
{
    /// <summary>It doesn't.</summary>
    None,

    /// <summary>A text follows the quote that closes a field.</summary>
    TextAfterQuote,

    /// <summary>A quote opens a field and none closes it, so that the field has the rest of the file.</summary>
    QuoteNotClosed,

    /// <summary>The record is longer than this module reads.</summary>
    TooLong,
}
