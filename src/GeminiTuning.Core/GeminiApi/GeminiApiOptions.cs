using GeminiTuning.GeminiApi;

namespace GeminiTuning;

/// <summary>A connection to the Gemini Developer API.</summary>
public sealed record GeminiApiOptions : ServiceOptions
{
    internal static readonly ServiceName ServiceName = new("GeminiApi", "Gemini Developer API", Messages.HowToConnectGeminiApi) { TakesArticle = true };

    /// <inheritdoc/>
    public override ServiceName Name => ServiceName;

    /// <inheritdoc/>
    protected internal override Func<ServiceContext, ITuningService> Connect()
    {
        // Names are known as long as the connection exists, whichever command read them.
        var known = new KnownModels();
        return context => new GeminiApiService(context.WayTo(context.Endpoint), known);
    }
}
