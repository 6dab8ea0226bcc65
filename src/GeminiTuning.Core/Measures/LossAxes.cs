namespace GeminiTuning;

/// <summary>The axes of a picture of loss curves: epochs if all curves know more than one, or else steps, and the mean loss.</summary>
sealed class LossAxes
{
    // Below so much of the highest loss, the axis starts at zero.
    const double NearZero = 0.4;

    readonly LossReading[] _readings;

    /// <param name="readings">The curves: one or more, with one loss or more among them.</param>
    public LossAxes(IEnumerable<LossReading> readings)
    {
        _readings = [.. readings];
        var points = _readings.SelectMany(reading => reading.Training.Concat(reading.Validation)).ToList();
        IsInEpochs = _readings.Where(HasPoints).All(reading => reading.Epoch > 1);
        (double low, double high) = (points.Min(point => point.Loss), points.Max(point => point.Loss));
        Low = low >= 0 && low < NearZero * high ? 0 : low;
        High = high > Low ? high : Low + Math.Max(Math.Abs(Low) * 0.1, 0.001);
        First = IsInEpochs ? 0 : points.Min(PositionOf);
        Last = Math.Max(points.Max(PositionOf), First + 1);
    }

    /// <summary>Whether the horizontal axis counts epochs. Otherwise, it counts steps.</summary>
    public bool IsInEpochs { get; }

    public double Low { get; }

    public double High { get; }

    public double First { get; }

    public double Last { get; }

    /// <summary>Whether a reading has a loss.</summary>
    public static bool HasPoints(LossReading reading) => reading.Training.Count + reading.Validation.Count > 0;

    /// <summary>A point's position on the horizontal axis, from 0 to 1.</summary>
    public double Across(LossPoint point) => (PositionOf(point) - First) / (Last - First);

    /// <summary>A point's position on the vertical axis, from 0 at the lowest to 1 at the highest loss.</summary>
    public double Up(LossPoint point) => (point.Loss - Low) / (High - Low);

    /// <summary>Averages neighbors, so that at most so many points are left across the picture.</summary>
    public static IReadOnlyList<LossPoint> Thin(IReadOnlyList<LossPoint> points, int most) => points.Count <= most ? points :
    [
        .. Enumerable.Range(0, most).Select(block =>
        {
            var part = points.Skip((int)((long)block * points.Count / most)).Take((int)(((block + 1L) * points.Count / most) - ((long)block * points.Count / most))).ToList();
            var middle = part[part.Count / 2];
            return middle with { Loss = part.Average(point => point.Loss), EpochPosition = part.Average(point => point.EpochPosition) };
        }),
    ];

    /// <summary>Round losses for labels.</summary>
    /// <param name="most">The largest number of labels, 2 or more.</param>
    public IReadOnlyList<(double At, string Label)> Losses(int most) => Ticks(Low, High, most, 0);

    /// <summary>Round steps or epochs for labels.</summary>
    /// <param name="most">The largest number of labels, 2 or more.</param>
    public IReadOnlyList<(double At, string Label)> Positions(int most) => Ticks(First, Last, most, 1);

    double PositionOf(LossPoint point) => IsInEpochs ? point.EpochPosition : point.Step;

    // 1, 2, or 5 times a power of ten. Positions are from 0 to 1.
    static List<(double At, string Label)> Ticks(double low, double high, int most, double smallest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / most)));
        var width = new[] { 1.0, 2, 5, 10, 20 }.Select(factor => factor * power).First(width => width >= smallest && Count(width) <= most);
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(width) - 1e-9), 0, 9);
        return
        [
            .. Enumerable.Range(0, (int)Count(width)).Select(index => (Math.Ceiling((low / width) - 1e-9) + index) * width)
                .Select(value => ((value - low) / (high - low), Label(value, decimals))),
        ];
        double Count(double width) => Math.Floor((high / width) + 1e-9) - Math.Ceiling((low / width) - 1e-9) + 1;
    }

    static string Label(double value, int decimals) => value.ToString($"N{decimals}", System.Globalization.CultureInfo.InvariantCulture);
}
