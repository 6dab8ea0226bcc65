using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>The area of a terminal chart: lines of Braille dots, eight in a character, or of ASCII characters.</summary>
sealed class LossPlot(int width, int height, bool isPlain)
{
    /// <summary>Characters that an output must show for lines of dots.</summary>
    public const string Sample = "⠁⣿│┤└─┬";

    const int DotsAcross = 2;
    const int DotsUp = 4;
    const char NoDots = '\u2800';

    // The bits of the dots in a Braille character (Unicode chapter 21.1), from the top, left and right.
    static readonly int[,] s_bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    readonly int[,] _dots = new int[height, width];
    readonly char[,] _letters = new char[height, width];
    readonly int[,] _colors = new int[height, width];

    /// <summary>Adds a curve.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="all">Its points; may be none.</param>
    /// <param name="letter">The letter of the curve, which is in front of all lines.</param>
    /// <param name="color">The number of the color in an escape sequence.</param>
    /// <param name="offset">Where the first letter is, in characters from the end.</param>
    public void Add(LossAxes axes, IReadOnlyList<LossPoint> all, char letter, int color, int offset)
    {
        if (all.Count == 0)
            return;
        // A column of ASCII characters has one place.
        var points = LossAxes.Thin(all, isPlain ? width : width * DotsAcross).Select(point => (
            X: Dot(axes.Across(point), width * DotsAcross),
            Y: (height * DotsUp) - 1 - Dot(axes.Up(point), height * DotsUp))).ToList();
        var tops = new SortedDictionary<int, int>();
        for (var index = 0; index < points.Count; index++)
            AddLine(points[Math.Max(0, index - 1)], points[index], color, tops);
        AddLetters(tops, letter, color, offset);
    }

    /// <summary>A row, without spaces at its end.</summary>
    public string Row(int row)
    {
        var text = new StringBuilder();
        var end = Enumerable.Range(0, width).LastOrDefault(column => Shown(row, column) != ' ', -1) + 1;
        // One escape sequence for neighbors of a color. Spaces have any color.
        for (var column = 0; column < end;)
        {
            var (from, color) = (column, _colors[row, column]);
            while (column < end && (_colors[row, column] == color || Shown(row, column) == ' '))
                column++;
            var run = string.Concat(Enumerable.Range(from, column - from).Select(at => Shown(row, at)));
            text.Append(color == 0 ? run : Colored(run, color, isPlain));
        }
        return text.ToString();
    }

    /// <summary>A text in a color.</summary>
    public static string Colored(string text, int color, bool isPlain) =>
        isPlain ? text : string.Create(CultureInfo.InvariantCulture, $"\e[{color}m{text}\e[0m");

    char Shown(int row, int column) => (_letters[row, column], _dots[row, column]) switch
    {
        ( > '\0' and var letter, _) => letter,
        (_, 0) => ' ',
        var (_, dots) => isPlain ? Ascii(dots) : (char)(NoDots + dots),
    };

    // As high in the character as its dots are.
    static char Ascii(int dots) => (dots & 0x09) != 0 && (dots & 0xC0) != 0 ? '|' : (dots & 0x09) != 0 ? '\'' : (dots & 0x36) != 0 ? '-' : '.';

    static int Dot(double at, int count) => (int)Math.Clamp(Math.Round(at * (count - 1)), 0, count - 1);

    // Dot by dot along the longer side. The columns keep where the line is, for its letters.
    void AddLine((int X, int Y) from, (int X, int Y) to, int color, SortedDictionary<int, int> tops)
    {
        var steps = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        for (var step = 0; step <= steps; step++)
        {
            var x = from.X + (int)Math.Round(steps == 0 ? 0 : (double)(to.X - from.X) * step / steps);
            var y = from.Y + (int)Math.Round(steps == 0 ? 0 : (double)(to.Y - from.Y) * step / steps);
            var (row, column) = (y / DotsUp, x / DotsAcross);
            _dots[row, column] |= s_bits[y % DotsUp, x % DotsAcross];
            _colors[row, column] = color;
            tops[column] = row;
        }
    }

    // Each curve has one letter at least, where no other one is.
    void AddLetters(SortedDictionary<int, int> rows, char letter, int color, int offset)
    {
        const int Distance = 16;
        var columns = rows.Keys.ToList();
        var last = columns.Count - 1;
        for (var index = last - (offset % Math.Max(1, Math.Min(Distance, columns.Count))); index >= 0; index -= Distance)
        {
            var at = Enumerable.Range(0, last + 1).Select(step => index - step >= 0 ? index - step : index - step + last + 1)
                .FirstOrDefault(free => _letters[rows[columns[free]], columns[free]] == 0, index);
            var (row, column) = (rows[columns[at]], columns[at]);
            (_letters[row, column], _colors[row, column]) = (letter, color);
        }
    }
}
