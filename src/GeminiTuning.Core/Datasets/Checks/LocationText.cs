using System.Globalization;

namespace GeminiTuning;

/// <summary>Places on one line: the first ten, each file named once.</summary>
static class LocationText
{
    const int Shown = 10;

    public static string Of(IReadOnlyList<ExampleLocation> places)
    {
        var parts = new List<string>();
        string? file = null;
        foreach (var place in places.Take(Shown))
        {
            var number = (place.Line ?? place.Row).ToString(CultureInfo.InvariantCulture);
            parts.Add(place.File is null || place.File == file ? number : place.ToString());
            file = place.File;
        }
        if (places.Count > Shown)
            parts.Add("…");
        return places switch
        {
            [] => "",
            [{ File: null } only] => only.ToString(),
            [{ File: null }, ..] => Messages.ExamplesRows(string.Join(", ", parts)),
            _ => string.Join(", ", parts),
        };
    }
}
