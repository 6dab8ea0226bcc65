using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

// The tokens that the service counts, and their price, before anything is created.
public abstract partial class TuningCommand
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
        // Supervised tuning learns only the preferred output of a pair.
        if (SpecifiedMethod == TuningMethod.Supervised)
            example = example with { RejectedOutput = null };
        _warner.Add(example);
        _sample?.Add(example);
    }

    // Null if they aren't asked for, or if the service doesn't count them: a warning then says why.
    async Task<TokenEstimate?> EstimateTokensAsync()
    {
        if (_sample is null)
            return null;
        try
        {
            if (TrainingDataUri is not null)
                await foreach (var example in Service.ReadExamplesAsync(TrainingDataUri, StopToken))
                    _sample.Add(example);
            var model = _common.SourceModel ?? _common.BaseModel ?? await Service.FindBaseModelAsync(StopToken);
            return await _sample.EstimateAsync(async examples =>
                await Service.CountTokensAsync(model, _common.SourceModel is null, examples, StopToken) ?? throw new TuningArgumentException(Messages.NoTokenCount(Service.Name)));
        }
        catch (Exception fault) when (fault is TuningServiceException or TuningArgumentException or NoBaseModelException)
        {
            var record = ErrorRecords.From(fault, null);
            this.Warn(Messages.TokensNotCounted(record.ErrorDetails?.Message ?? fault.Message));
            return null;
        }
    }

    /// <summary>The tokens of a tuning and their price, in words; null if they weren't counted.</summary>
    /// <param name="tokens">The tokens of an epoch.</param>
    /// <param name="epochs">The number of epochs; null for the default of the service.</param>
    private protected string? InWords(TokenEstimate? tokens, int? epochs) =>
        tokens is null ? null : Messages.TrainingTokens(tokens, epochs ?? Service.Limits.Examples.DefaultEpochCount, PricePerMillionToken);

    private protected void TellTokens(string? tokens)
    {
        if (tokens is not null)
            WriteInformation(new HostInformationMessage { Message = Messages.TuningUses(tokens) }, ["PSHOST"]);
    }
}
