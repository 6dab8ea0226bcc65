namespace GeminiTuning.Emulator.Api;

/// <summary>Why a tuning or a batch job failed: a <c>google.rpc.Code</c> and a message.</summary>
sealed record TuningError(int Code, string Message);
