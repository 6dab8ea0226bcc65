namespace GeminiTuning;

/// <summary>What the rules about single examples say.</summary>
static class RuleTexts
{
    /// <summary>Returns how much a rule matters, and what it says of so many examples.</summary>
    public static (TuningDataSeverity Severity, string Message, string Advice) Of(TuningDataRule rule, int count) => rule switch
    {
        TuningDataRule.Unreadable => (TuningDataSeverity.Error, Messages.FoundUnreadable(count), Messages.AdviceUnreadable),
        TuningDataRule.Empty => (TuningDataSeverity.Error, Messages.FoundEmpty(count), Messages.AdviceEmpty),
        TuningDataRule.InvalidText => (TuningDataSeverity.Error, Messages.FoundInvalidText(count), Messages.AdviceInvalidText),
        TuningDataRule.TooLong => (TuningDataSeverity.Error, Messages.FoundTooLong(count), Messages.AdviceTooLong),
        TuningDataRule.Unsupported => (TuningDataSeverity.Error, Messages.FoundUnsupported(count), Messages.AdviceUnsupported),
        TuningDataRule.ChatOrder => (TuningDataSeverity.Error, Messages.FoundChatOrder(count), Messages.AdviceChatOrder),
        TuningDataRule.OutputRepeatsInput => (TuningDataSeverity.Warning, Messages.FoundOutputRepeatsInput(count), Messages.AdviceOutputRepeatsInput),
        TuningDataRule.OuterWhiteSpace => (TuningDataSeverity.Information, Messages.FoundOuterWhiteSpace(count), Messages.AdviceOuterWhiteSpace),
        TuningDataRule.ControlCharacter => (TuningDataSeverity.Warning, Messages.FoundControlCharacter(count), Messages.AdviceControlCharacter),
        TuningDataRule.ReplacementCharacter => (TuningDataSeverity.Warning, Messages.FoundReplacementCharacter(count), Messages.AdviceReplacementCharacter),
        TuningDataRule.Mojibake => (TuningDataSeverity.Warning, Messages.FoundMojibake(count), Messages.AdviceMojibake),
        TuningDataRule.Secret => (TuningDataSeverity.Warning, Messages.FoundSecret(count), Messages.AdviceSecret),
        _ => (TuningDataSeverity.Warning, Messages.FoundPersonalData(count), Messages.AdvicePersonalData),
    };
}
