namespace GeminiTuning;

/// <summary>Reads and writes tables of separated values, such as CSV.</summary>
public interface ITableLibrary
{
    /// <summary>Reads a table.</summary>
    /// <param name="utf8">The table, as UTF-8. It is not closed.</param>
    /// <param name="delimiter">What separates the fields: an ASCII character; null to find it.</param>
    ITableReader CreateTableReader(Stream utf8, char? delimiter);

    /// <summary>Writes a table.</summary>
    /// <param name="utf8">Where to, as UTF-8. It is not closed.</param>
    /// <param name="delimiter">What separates the fields: an ASCII character.</param>
    ITableWriter CreateTableWriter(Stream utf8, char delimiter);
}
