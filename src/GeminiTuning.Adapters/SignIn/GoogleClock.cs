using Google.Apis.Util;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>A clock of the base library as Google's library wants it.</summary>
sealed class GoogleClock(TimeProvider clock) : IClock
{
    [Obsolete("Google's own mark: UtcNow is asked for instead.")]
    public DateTime Now => clock.GetLocalNow().DateTime;

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;
}
