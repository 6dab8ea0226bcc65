using System.Text;

namespace GeminiTuning;

/// <summary>Rules about the sizes of the datasets.</summary>
/// <param name="limits">What the service takes.</param>
/// <param name="examples">The examples.</param>
sealed class SizeRules(ExampleLimits limits, CheckedExamples examples)
{
    long _trainingBytes;
    long _validationBytes;

    int Training => examples.Places(TuningDataset.Training).Count;

    int Validation => examples.Places(TuningDataset.Validation).Count;

    public void Add(TuningDataset dataset, TuningExample example)
    {
        if (dataset == TuningDataset.Training)
            _trainingBytes += Bytes(example);
        else
            _validationBytes += Bytes(example);
    }

    public IEnumerable<TuningDataFinding> Findings()
    {
        if (_trainingBytes > limits.TotalBytes)
            yield return Finding(
                TuningDataRule.TooLarge, TuningDataSeverity.Error, Messages.FoundTooManyBytes(bytes: _trainingBytes, most: limits.TotalBytes, limits.Service),
                Messages.AdviceTooLarge);
        if (Training > limits.ExampleCount)
            yield return Finding(
                TuningDataRule.TooLarge, TuningDataSeverity.Error, Messages.FoundTooManyExamples(count: Training, most: limits.ExampleCount, limits.Service),
                Messages.AdviceTooLarge);
        if (Training < TuningLimits.AdvisedExampleCount)
            yield return Finding(
                TuningDataRule.FewExamples, TuningDataSeverity.Warning, Messages.FoundFewExamples(Training, TuningLimits.AdvisedExampleCount), Messages.AdviceFewExamples);
        if (Validation > limits.ValidationCount)
            yield return Finding(
                TuningDataRule.ValidationSize, TuningDataSeverity.Error,
                limits.ValidationCount == 0 ? Messages.FoundValidationUnsupported(limits.Service) : Messages.FoundTooManyValidation(count: Validation, most: limits.ValidationCount, limits.Service),
                Messages.AdviceValidationSize, TuningDataset.Validation);
        else if (Validation > 0 && _validationBytes > _trainingBytes * limits.ValidationShare)
            yield return Finding(
                TuningDataRule.ValidationSize, TuningDataSeverity.Warning, Messages.FoundLargeValidation(limits.ValidationShare), Messages.AdviceValidationSize,
                TuningDataset.Validation);
    }

    static TuningDataFinding Finding(
        TuningDataRule rule, TuningDataSeverity severity, string message, string advice, TuningDataset dataset = TuningDataset.Training) =>
        new(rule, severity, message, advice) { Dataset = dataset };

    long Bytes(TuningExample example) => example.Json is { } json
        ? Encoding.UTF8.GetByteCount(json) + 1
        : limits.BytesPerExample + Encoding.UTF8.GetByteCount(example.TextInput) + Encoding.UTF8.GetByteCount(example.Output)
            + Encoding.UTF8.GetByteCount(example.SystemInstruction ?? "");
}
