using System.Text;

namespace GeminiTuning;

/// <summary>Rules about the sizes of the datasets.</summary>
/// <param name="service">What the service takes.</param>
/// <param name="examples">The examples.</param>
sealed class SizeRules(ExampleLimits service, CheckedExamples examples)
{
    long _bytes;

    int Training => examples.Places(TuningDataset.Training).Count;

    int Validation => examples.Places(TuningDataset.Validation).Count;

    /// <summary>Adds an example to tune on.</summary>
    public void Add(TuningExample example) => _bytes += example.Json is { } json
        ? Encoding.UTF8.GetByteCount(json) + 1
        : service.For(example.Method).BytesPerExample + Encoding.UTF8.GetByteCount(example.TextInput) + Encoding.UTF8.GetByteCount(example.Output)
            + Encoding.UTF8.GetByteCount(example.SystemInstruction ?? "") + Encoding.UTF8.GetByteCount(example.RejectedOutput ?? "");

    /// <param name="method">The method that the dataset is for.</param>
    public IEnumerable<TuningDataFinding> Findings(TuningMethod method)
    {
        var limits = service.For(method);
        if (_bytes > limits.TotalBytes)
            yield return new(TuningDataRule.TooLarge, Messages.FoundTooManyBytes(bytes: _bytes, most: limits.TotalBytes, service: limits.Service));
        if (Training > limits.ExampleCount)
            yield return new(TuningDataRule.TooLarge, Messages.FoundTooManyExamples(count: Training, most: limits.ExampleCount, service: limits.Service));
        if (Training < TuningLimits.AdvisedExampleCount)
            yield return new(TuningDataRule.FewExamples, Messages.FoundFewExamples(count: Training, advised: TuningLimits.AdvisedExampleCount));
        if (Validation > limits.ValidationCount)
            yield return ValidationSize(TooMany(limits), TuningDataSeverity.Error);
        else if (Validation > limits.ValidationShareFrom && Validation > Training * limits.ValidationShare)
            yield return ValidationSize(Messages.FoundLargeValidation(limits.ValidationShare), TuningDataSeverity.Warning);
    }

    string TooMany(ExampleLimits limits) => limits.ValidationCount == 0
        ? Messages.FoundValidationUnsupported(limits.Service)
        : Messages.FoundTooManyValidation(count: Validation, most: limits.ValidationCount, service: limits.Service);

    static TuningDataFinding ValidationSize(string message, TuningDataSeverity severity) =>
        new(TuningDataRule.ValidationSize, message, severity) { Dataset = TuningDataset.Validation };
}
