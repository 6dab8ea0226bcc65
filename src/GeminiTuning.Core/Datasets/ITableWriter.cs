namespace GeminiTuning;

/// <summary>Writes a table of separated values, such as CSV, record by record. Disposing it passes all records on to the stream.</summary>
public interface ITableWriter : IDisposable
{
    /// <summary>Writes a record. Fields are quoted where they need it.</summary>
    void Write(params ReadOnlySpan<string?> fields);
}
