using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

// Where the examples come from, and what is checked and warned about before they are sent.
public abstract partial class TuningCommand
{
    readonly TuningDataWarner _warner = new();
    ExampleReader _reader = null!;
    ExampleSet? _training;
    ExampleSet? _validation;
    LocalExampleFile? _trainingFile;
    LocalExampleFile? _validationFile;
    TuningMethod _method;

    TrainingData? TrainingData => _training?.Data ?? _trainingFile?.Data;

    TrainingData? ValidationData => _validation?.Data ?? _validationFile?.Data;

    TuningMethod? SpecifiedMethod => _common.SpecifiedMethod;

    // Null if only the service knows it.
    private protected int? ExampleCount => _training?.Count ?? _trainingFile?.Count;

    void BeginExamples()
    {
        _reader = NewReader();
        if (TrainingDataPath is not null)
            _trainingFile = Open(TrainingDataPath);
        else if (TrainingDataUri is null)
            _training = NewSet();
        if (ValidationExample is not null)
            InValidation(nameof(ValidationExample), () => ReadValidation(ValidationExample));
        else if (ValidationDataPath is not null)
            InValidation(nameof(ValidationDataPath), () => ReadValidation(ValidationDataPath));
    }

    void TakeExamples()
    {
        if (_training is null)
            return;
        foreach (var item in Wrapping.Items(InputObject))
            if (_reader.AddTo(_training, item) is { } example)
                TakeTrainingExample(example);
    }

    void EndExamples()
    {
        if (_trainingFile is not null)
            Read(_trainingFile, TrainingDataPath!, TakeTrainingExample);
        _training?.Complete();
        if (ExampleCount is { } count and < TuningLimits.AdvisedExampleCount)
            this.Warn(Messages.FewExamples(count: count, advised: TuningLimits.AdvisedExampleCount));
        // The maximum depends on the base model, so only the service can refuse them.
        if (ExampleCount > Service.Limits.Examples.For(_method).ExampleCount)
            this.Warn(Messages.ManyExamples(count: ExampleCount.Value, most: Service.Limits.Examples.For(_method).ExampleCount));
        if ((_training ?? (RowSet?)_trainingFile)?.ReplacedRow is { } row)
            this.Warn(Messages.UnreadableCharacter(row));
        _method = WithData(_common).ChooseMethod();
        foreach (var finding in _warner.Findings())
            this.Warn(Messages.DatasetWarning(finding));
    }

    void DisposeExamples()
    {
        _training?.Dispose();
        _validation?.Dispose();
        _trainingFile?.Dispose();
        _validationFile?.Dispose();
    }

    ExampleReader NewReader() => new(new ColumnChoice(InputProperty, OutputProperty, SystemInstructionProperty, RejectedProperty));

    ExampleSet NewSet()
    {
        var set = Service.CreateExampleSet();
        set.SystemInstruction = SystemInstruction;
        set.Method = SpecifiedMethod;
        return set;
    }

    LocalExampleFile Open(string path)
    {
        var file = Service.OpenExampleFile(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        file.Method = SpecifiedMethod;
        return file;
    }

    void ReadValidation(PSObject?[] examples)
    {
        CheckValidationCount(examples.Length);
        _validation = NewSet();
        var reader = NewReader();
        foreach (var item in examples)
            if (reader.AddTo(_validation, item) is { } example)
                _warner.AddValidation(example);
        _validation.Complete();
    }

    void ReadValidation(string path)
    {
        _validationFile = Open(path);
        Read(_validationFile, path, _warner.AddValidation);
        CheckValidationCount(_validationFile.Count);
    }

    void Read(LocalExampleFile file, string path, Action<TuningExample> take)
    {
        using (var bar = new ReadingBar(this, path, Service.Clock, () => (file.Position, file.Length)))
            foreach (var example in file.Read())
            {
                StopToken.ThrowIfCancellationRequested();
                if (example is not null)
                    take(example);
                bar.Count();
            }
        file.Complete();
    }

    static void CheckValidationCount(int count)
    {
        if (count > TuningLimits.ValidationCount)
            throw new TuningDataException(Messages.TooManyValidationExamples(count: count, most: TuningLimits.ValidationCount));
    }

    static void InValidation(string parameter, Action read)
    {
        try
        {
            read();
        }
        catch (TuningDataException fault)
        {
            throw fault.WithMessage(Messages.ValidationRefused(parameter: parameter, problem: fault.Message));
        }
    }
}
