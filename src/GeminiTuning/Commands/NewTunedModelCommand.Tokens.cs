using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

// The tokens that New-TunedModel has the service count, and their price, before anything is created.
public sealed partial class NewTunedModelCommand
{
    TokenSample? _sample;

    /// <summary>Count the training tokens, and show them.</summary>
    [Parameter]
    public SwitchParameter CountToken { get; set; }

    /// <summary>The price of a million training tokens, in any currency. It implies <see cref="CountToken"/>.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public double? PricePerMillionToken { get; set; }

    void BeginTokens()
    {
        if (CountToken || PricePerMillionToken is not null)
            // A file is used as it is.
            _sample = new TokenSample { SystemInstruction = _training is null ? null : SystemInstruction };
    }

    void TakeTrainingExample(TuningExample example)
    {
        _warner.Add(example);
        _sample?.Add(example);
    }

    // Null if they aren't asked for, or if the service doesn't count them: a warning then says why.
    async Task<string?> CountTokensAsync()
    {
        if (_sample is null)
            return null;
        try
        {
            if (TrainingDataUri is not null)
                await foreach (var example in Service.ReadExamplesAsync(TrainingDataUri, StopToken))
                    _sample.Add(example);
            var model = _request.SourceModel ?? _request.BaseModel ?? await Service.FindBaseModelAsync(StopToken);
            var estimate = await _sample.EstimateAsync(async examples =>
                await Service.CountTokensAsync(model, _request.SourceModel is null, examples, StopToken) ?? throw new TuningArgumentException(Messages.NoTokenCount(Service.Name)));
            return Messages.TrainingTokens(estimate, EpochCount ?? Service.Limits.Examples.DefaultEpochCount, PricePerMillionToken);
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningArgumentException or NoBaseModelException)
        {
            var record = ErrorRecords.From(fault, null);
            this.Warn(Messages.TokensNotCounted(record.ErrorDetails?.Message ?? fault.Message));
            return null;
        }
    }

    void TellTokens(string? tokens)
    {
        if (tokens is not null)
            WriteInformation(new HostInformationMessage { Message = Messages.TuningUses(tokens) }, ["PSHOST"]);
    }
}
