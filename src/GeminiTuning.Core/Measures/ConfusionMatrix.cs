using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>How often each expected class was answered with each class.</summary>
public sealed class ConfusionMatrix
{
    const int LongestLabel = 12;

    // Arrays, because PowerShell can't index the list that a collection expression makes.
    internal ConfusionMatrix(IReadOnlyList<string> classes, long[][] counts) =>
        (Classes, Counts, Cells) = (classes.ToArray(), counts, CellsOf(classes, counts).ToArray());

    /// <summary>The classes: the distinct expected outputs, in ordinal order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The counts: one row for each expected class, with one column for each answered class. The last column counts the answers
    /// outside the classes.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Counts { get; }

    /// <summary>The counts that aren't zero, the most frequent mistakes first.</summary>
    public IReadOnlyList<ConfusionCell> Cells { get; }

    /// <summary>The measures of each class, in the order of <see cref="Classes"/> (scikit-learn: <c>classification_report</c>). A ratio
    /// with a denominator of zero is 0.</summary>
    public IReadOnlyList<ClassMeasure> Measure()
    {
        var total = Counts.Sum(row => row.Sum());
        return Classes.Select((name, index) => new ClassMeasure(
            name, support: Counts[index].Sum(), predicted: Counts.Sum(row => row[index]), right: Counts[index][index], total)).ToArray();
    }

    /// <summary>The matrix as a table of text: a row for each expected class.</summary>
    public override string ToString()
    {
        var labels = Classes.Select(Short).ToList();
        string[] columns = [.. labels, Short(Messages.OutsideClassesName)];
        var width = columns.Select((label, column) => Math.Max(label.Length, Counts.Max(row => Number(row[column]).Length))).ToList();
        var first = labels.Max(label => label.Length);
        var text = new StringBuilder().Append(' ', first);
        for (var column = 0; column < columns.Length; column++)
            text.Append(' ').Append(columns[column].PadLeft(width[column]));
        for (var row = 0; row < labels.Count; row++)
        {
            text.AppendLine().Append(labels[row].PadRight(first));
            for (var column = 0; column < columns.Length; column++)
                text.Append(' ').Append(Number(Counts[row][column]).PadLeft(width[column]));
        }
        return text.ToString();
    }

    static IEnumerable<ConfusionCell> CellsOf(IReadOnlyList<string> classes, long[][] counts) =>
        from row in Enumerable.Range(0, classes.Count)
        from column in Enumerable.Range(0, classes.Count + 1)
        where counts[row][column] > 0
        orderby row == column, counts[row][column] descending
        select new ConfusionCell(classes[row], column < classes.Count ? classes[column] : null, counts[row][column]);

    static string Short(string label) => PrintableText.Of(label, LongestLabel);

    static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A cell of a confusion matrix.</summary>
/// <param name="Expected">The expected class.</param>
/// <param name="Actual">The answered class; null for an answer outside the classes.</param>
/// <param name="Count">The number of rows.</param>
public sealed record ConfusionCell(string Expected, string? Actual, long Count)
{
    /// <summary>The cell on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Expected} -> {Actual ?? Messages.OutsideClassesName}: {Count:N0}");
}

/// <summary>The measures of one class, as scikit-learn defines them.</summary>
public sealed record ClassMeasure
{
    internal ClassMeasure(string name, long support, long predicted, long right, long total)
    {
        (Class, Support, Predicted) = (name, support, predicted);
        Accuracy = total == 0 ? 0 : (double)(total - support - predicted + (2 * right)) / total;
        Precision = predicted == 0 ? 0 : (double)right / predicted;
        Recall = support == 0 ? 0 : (double)right / support;
        F1 = support + predicted == 0 ? 0 : 2.0 * right / (support + predicted);
    }

    /// <summary>The class.</summary>
    public string Class { get; }

    /// <summary>How many answered rows expect the class.</summary>
    public long Support { get; }

    /// <summary>How many rows were answered with the class.</summary>
    public long Predicted { get; }

    /// <summary>The proportion of rows for which it's right that the answer is, or isn't, the class.</summary>
    public double Accuracy { get; }

    /// <summary>The proportion of the answers with the class that are right.</summary>
    public double Precision { get; }

    /// <summary>The proportion of the rows that expect the class, and are answered with it.</summary>
    public double Recall { get; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 { get; }

    /// <summary>The measures on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}: precision {Precision:0.000}, recall {Recall:0.000}, F1 {F1:0.000}");
}
