using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>What was measured at a step.</summary>
sealed record TuningSnapshot(int Step, int Epoch, float MeanLoss, DateTimeOffset ComputeTime) : ISnapshot;
