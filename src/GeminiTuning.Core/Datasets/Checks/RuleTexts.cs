namespace GeminiTuning;

/// <summary>What the rules say.</summary>
static class RuleTexts
{
    /// <summary>Returns how much a rule matters, if it isn't said otherwise.</summary>
    public static TuningDataSeverity SeverityOf(TuningDataRule rule) => rule switch
    {
        TuningDataRule.Unreadable or TuningDataRule.Empty or TuningDataRule.InvalidText or TuningDataRule.TooLong or TuningDataRule.Unsupported
            or TuningDataRule.MixedMethod or TuningDataRule.EqualOutputs or TuningDataRule.ChatOrder or TuningDataRule.TooLarge => TuningDataSeverity.Error,
        TuningDataRule.NearDuplicate or TuningDataRule.CommonPrefix or TuningDataRule.CommonSuffix or TuningDataRule.OuterWhiteSpace
            or TuningDataRule.MixedForm or TuningDataRule.MixedScript => TuningDataSeverity.Information,
        _ => TuningDataSeverity.Warning,
    };

    /// <summary>Returns what a rule about single examples says of so many of them.</summary>
    public static string Of(TuningDataRule rule, int count) => rule switch
    {
        TuningDataRule.Unreadable => Messages.FoundUnreadable(count),
        TuningDataRule.Empty => Messages.FoundEmpty(count),
        TuningDataRule.InvalidText => Messages.FoundInvalidText(count),
        TuningDataRule.TooLong => Messages.FoundTooLong(count),
        TuningDataRule.Unsupported => Messages.FoundUnsupported(count),
        TuningDataRule.MixedMethod => Messages.FoundMixedMethod(count),
        TuningDataRule.EqualOutputs => Messages.FoundEqualOutputs(count),
        TuningDataRule.ChatOrder => Messages.FoundChatOrder(count),
        TuningDataRule.OutputRepeatsInput => Messages.FoundOutputRepeatsInput(count),
        TuningDataRule.OuterWhiteSpace => Messages.FoundOuterWhiteSpace(count),
        TuningDataRule.ControlCharacter => Messages.FoundControlCharacter(count),
        TuningDataRule.ReplacementCharacter => Messages.FoundReplacementCharacter(count),
        TuningDataRule.Mojibake => Messages.FoundMojibake(count),
        TuningDataRule.ExposedSecret => Messages.FoundSecret(count),
        _ => Messages.FoundPersonalData(count),
    };

    /// <summary>Returns what to do.</summary>
    public static string AdviceOf(TuningDataRule rule) => rule switch
    {
        TuningDataRule.Unreadable => Messages.AdviceUnreadable,
        TuningDataRule.Empty => Messages.AdviceEmpty,
        TuningDataRule.InvalidText => Messages.AdviceInvalidText,
        TuningDataRule.TooLong => Messages.AdviceTooLong,
        TuningDataRule.Unsupported => Messages.AdviceUnsupported,
        TuningDataRule.MixedMethod => Messages.AdviceMixedMethod,
        TuningDataRule.EqualOutputs => Messages.AdviceEqualOutputs,
        TuningDataRule.ChatOrder => Messages.AdviceChatOrder,
        TuningDataRule.TooLarge => Messages.AdviceTooLarge,
        TuningDataRule.FewExamples => Messages.AdviceFewExamples,
        TuningDataRule.ValidationSize => Messages.AdviceValidationSize,
        TuningDataRule.Conflict => Messages.AdviceConflict,
        TuningDataRule.Duplicate => Messages.AdviceDuplicate,
        TuningDataRule.NearDuplicate => Messages.AdviceNearDuplicate,
        TuningDataRule.Leakage => Messages.AdviceLeakage,
        TuningDataRule.SingleOutput => Messages.AdviceSingleOutput,
        TuningDataRule.Imbalance => Messages.AdviceImbalance,
        TuningDataRule.RareOutput => Messages.AdviceRareOutput,
        TuningDataRule.OutputRepeatsInput => Messages.AdviceOutputRepeatsInput,
        TuningDataRule.OuterWhiteSpace => Messages.AdviceOuterWhiteSpace,
        TuningDataRule.ControlCharacter => Messages.AdviceControlCharacter,
        TuningDataRule.ReplacementCharacter => Messages.AdviceReplacementCharacter,
        TuningDataRule.Mojibake => Messages.AdviceMojibake,
        TuningDataRule.MixedForm => Messages.AdviceMixedForm,
        TuningDataRule.MixedScript => Messages.AdviceMixedScript,
        TuningDataRule.ExposedSecret => Messages.AdviceSecret,
        TuningDataRule.PersonalData => Messages.AdvicePersonalData,
        _ => Messages.AdviceCommonText,
    };
}
