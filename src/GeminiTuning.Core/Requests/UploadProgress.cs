namespace GeminiTuning;

/// <summary>How far an upload is.</summary>
/// <param name="Uri">Where it goes: <c>gs://BUCKET/OBJECT</c>.</param>
/// <param name="Sent">The bytes that the service has received.</param>
/// <param name="Total">The bytes in all.</param>
public sealed record UploadProgress(string Uri, long Sent, long Total);
