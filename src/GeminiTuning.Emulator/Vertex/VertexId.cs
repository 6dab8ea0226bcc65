using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The IDs that Vertex AI gives: 19 digits.</summary>
static class VertexId
{
    const int Digits = 19;

    public static string New() => RandomName.CreateDigits(Digits);
}
