namespace GeminiTuning;

/// <summary>The style sheet of report pages.</summary>
static class ReportStyle
{
    /// <summary>The style sheet. It contains no address, and no character that ends its element.</summary>
    public static string Sheet { get; } = Read();

    static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("ReportStyle.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
