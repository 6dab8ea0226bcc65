namespace GeminiTuning;

/// <summary>Examples that are alike and stay together.</summary>
/// <param name="Rows">The examples, by their numbers.</param>
/// <param name="Rank">The place of the group in the order in which parts are filled: a hash of its examples and the seed.</param>
/// <param name="Stratum">The output that it counts for.</param>
sealed record SplitGroup(IReadOnlyList<int> Rows, ulong Rank, ulong Stratum);
