namespace GeminiTuning;

/// <summary>What is called while a service works, from any thread and never with a secret; null where nobody listens.</summary>
/// <param name="Log">Called with each step of a longer call.</param>
/// <param name="OnRetry">Called before the wait of each retry.</param>
/// <param name="OnRequest">Called with the method and the address of each HTTP request.</param>
sealed record ServiceEvents(Action<string>? Log, Action<RetryNotice>? OnRetry, Action<string>? OnRequest);
