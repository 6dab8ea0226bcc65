using System.Net;
using System.Text;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>The steps of a resumable upload.</summary>
static class Upload
{
    /// <summary>Begins one that must be accepted.</summary>
    /// <returns>Its address.</returns>
    public static async Task<Uri> StartAsync(HttpClient client, string name, string body = "", string query = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"upload/storage/v1/b/my-bucket/o?uploadType=resumable&name={name}{query}", content);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!;
    }

    /// <summary>Brings a chunk, or asks how far the upload is.</summary>
    /// <returns>The status, and what is kept.</returns>
    public static async Task<(int Status, string? Range)> PutAsync(HttpClient client, Uri session, byte[] bytes, string? range)
    {
        using var content = new ByteArrayContent(bytes);
        if (range is not null)
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        using var response = await client.PutAsync(session, content);
        _ = await response.Content.ReadAsByteArrayAsync();
        return ((int)response.StatusCode, response.Headers.TryGetValues("Range", out var values) ? values.Single() : null);
    }
}
