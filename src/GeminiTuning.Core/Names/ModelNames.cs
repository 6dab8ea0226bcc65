namespace GeminiTuning;

/// <summary>The names of a model.</summary>
/// <param name="Name">Its name, as the list of models has it.</param>
/// <param name="DisplayName">Its display name; null if it has none, or if it isn't known.</param>
readonly record struct ModelNames(string Name, string? DisplayName);
