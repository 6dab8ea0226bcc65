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
        nameof(TunedModelState.Active) or "Done" or nameof(JobState.Succeeded) or nameof(JobState.PartiallySucceeded) => $"{Green}{state}{Reset}",
        nameof(TunedModelState.Creating) or "Waiting" or nameof(JobState.Queued) or nameof(JobState.Pending) or nameof(JobState.Running)
            or nameof(JobState.Cancelling) or nameof(JobState.Paused) or nameof(JobState.Updating) => $"{Yellow}{state}{Reset}",
        nameof(TunedModelState.Failed) or nameof(TunedModelState.Cancelled) or nameof(JobState.Expired) => $"{Red}{state}{Reset}",
        _ => state ?? "",
    };
}
