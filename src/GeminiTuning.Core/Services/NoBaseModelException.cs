namespace GeminiTuning;

/// <summary>The service has no base model that can be tuned.</summary>
public sealed class NoBaseModelException() : Exception(Messages.NoBaseModel);
