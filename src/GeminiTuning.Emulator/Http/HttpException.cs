namespace GeminiTuning.Emulator.Http;

/// <summary>What arrived is not a request that can be answered; the connection ends with this status.</summary>
sealed class HttpException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
