namespace GeminiTuning.Pipeline;

/// <summary>Measures answers beside the pipeline thread, which meanwhile sends the next prompts. At most two small groups of answers
/// wait, so that memory is bounded.</summary>
/// <param name="measurement">The measurement that takes the answers, one group at a time.</param>
sealed class BackgroundMeasurement(MeasurementBuilder measurement)
{
    const int GroupSize = 128;

    List<Answer> _group = [];
    Task _measuring = Task.CompletedTask;
    long _count;

    /// <summary>Adds an answer.</summary>
    /// <param name="expected">The expected output.</param>
    /// <param name="response">The response.</param>
    /// <param name="score">The user's own score, if there is one.</param>
    /// <param name="row">The number of the row; null for the next number.</param>
    public void Add(string expected, TunedModelResponse response, double? score, long? row)
    {
        _group.Add(new Answer(expected, response, score, row ?? _count + 1));
        _count++;
        if (_group.Count == GroupSize)
            MeasureGroup();
    }

    /// <summary>Adds a row without an answer.</summary>
    public void AddUnanswered(bool isBlocked)
    {
        _count++;
        measurement.AddUnanswered(isBlocked);
    }

    /// <summary>Returns the measurement of all answers.</summary>
    public TunedModelMeasurement Build()
    {
        MeasureGroup();
        _measuring.GetAwaiter().GetResult();
        return measurement.Build();
    }

    // Measuring needs a processor and nothing else, so waiting for the group before costs no more than measuring it here would.
    void MeasureGroup()
    {
        _measuring.GetAwaiter().GetResult();
        var group = _group;
        _group = new List<Answer>(GroupSize);
        _measuring = Task.Run(() => group.ForEach(answer => measurement.Add(answer.Expected, answer.Response, answer.Score, answer.Row)));
    }

    readonly record struct Answer(string Expected, TunedModelResponse Response, double? Score, long Row);
}
