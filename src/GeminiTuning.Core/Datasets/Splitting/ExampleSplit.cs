namespace GeminiTuning;

/// <summary>How a dataset was split.</summary>
public sealed class ExampleSplit
{
    internal ExampleSplit(IReadOnlyList<SplitPart> parts, int wantedValidation, int wantedTest, int allowedValidation) =>
        (Parts, WantedValidation, WantedTest, AllowedValidation) = (parts, wantedValidation, wantedTest, allowedValidation);

    /// <summary>The part of each example, in the order in which they were added.</summary>
    public IReadOnlyList<SplitPart> Parts { get; }

    /// <summary>The number of examples to validate with that the ratio asks for.</summary>
    public int WantedValidation { get; }

    /// <summary>The number of examples to test with that the ratio asks for.</summary>
    public int WantedTest { get; }

    /// <summary>The number of examples to validate with, within what the service takes.</summary>
    public int AllowedValidation { get; }

    /// <summary>The number of examples in a part.</summary>
    public int CountOf(SplitPart part) => Parts.Count(one => one == part);
}
