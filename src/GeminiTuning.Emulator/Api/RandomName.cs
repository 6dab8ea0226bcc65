using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Api;

/// <summary>The random parts of names.</summary>
static class RandomName
{
    const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Create(int length) => RandomNumberGenerator.GetString(Letters, length);

    public static string CreateDigits(int length) => RandomNumberGenerator.GetString("123456789", length);
}
