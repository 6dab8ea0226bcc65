namespace GeminiTuning.Views;

/// <summary>Colours a state, for the tables and lists. PowerShell takes the colours away again where there are to be none
/// ($PSStyle.OutputRendering, files).</summary>
public static class StateText
{
    // What $PSStyle.Foreground has for them.
    const string Green = "\e[32m";
    const string Yellow = "\e[33m";
    const string Red = "\e[31m";
    const string Reset = "\e[0m";

    /// <summary>The state: green where it is well, yellow where it goes on, red where it is not well.</summary>
    /// <param name="state">A model's or an operation's state, by its name.</param>
    public static string Color(string? state) => state switch
    {
        nameof(TunedModelState.Active) or "Done" => $"{Green}{state}{Reset}",
        nameof(TunedModelState.Creating) or "Running" => $"{Yellow}{state}{Reset}",
        nameof(TunedModelState.Failed) => $"{Red}{state}{Reset}",
        _ => state ?? "",
    };
}
