namespace GeminiTuning;

/// <summary>The metadata server of Google Cloud, which gives tokens to what runs there.</summary>
public static class MetadataServer
{
    // Where there is none, a prompt must not hang. Google's libraries found that the second try answers where the first does not.
    static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(400);
    const int Tries = 2;

    /// <summary>Its usual address.</summary>
    public static readonly Uri Usual = new("http://169.254.169.254/");

    /// <summary>Whether there is one. It takes less than a second, unless more is allowed.</summary>
    /// <param name="address">Where it would be.</param>
    /// <param name="patience">How long each of the two tries may take; 400 ms by default.</param>
    public static bool Answers(Uri address, TimeSpan? patience = null)
    {
        var allowed = patience ?? s_patience;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = allowed }) { Timeout = allowed };
        for (var attempt = 1; attempt <= Tries; attempt++)
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Add("Metadata-Flavor", "Google");
                using var response = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
                // Other clouds have something at the same address, which does not say this.
                return response.Headers.TryGetValues("Metadata-Flavor", out var flavour) && flavour.Contains("Google");
            }
            catch (TaskCanceledException)
            {
                // Too late; perhaps the next time.
            }
            catch (HttpRequestException)
            {
                return false;
            }
        return false;
    }
}
