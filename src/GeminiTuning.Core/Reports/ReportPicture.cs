using System.Xml;

namespace GeminiTuning;

/// <summary>The loss curve of a report as a picture.</summary>
static class ReportPicture
{
    public static void Write(Stream file, TuningReport report) => throw new NotSupportedException();

    public static void WriteInline(XmlWriter page, ReportCurve curve) => page.WriteString(curve.Reading.Summary);
}
