using System.Collections.Concurrent;

namespace GeminiTuning.Vertex;

/// <summary>The way to each region. Google has an address for each; another address, such as an emulator's, serves them all.</summary>
/// <param name="endpoint">The connection's address.</param>
/// <param name="location">The connection's region.</param>
/// <param name="open">Makes the way to an address.</param>
sealed class VertexHosts(Uri endpoint, string location, Func<Uri, RestClient> open)
{
    readonly ConcurrentDictionary<string, RestClient> _clients = new();
    readonly bool _isGoogle = endpoint == VertexOptions.GoogleAddress(location);

    /// <summary>The way to a region.</summary>
    public RestClient For(string location) => _clients.GetOrAdd(_isGoogle ? location : "", name => open(_isGoogle ? VertexOptions.GoogleAddress(name) : endpoint));

    /// <summary>The way to the multi-region that a region lies in; null where there is none, or one address serves all.</summary>
    public RestClient? ForMultiRegionOf(string location) => _isGoogle && VertexOptions.MultiRegion(location) is { } wide ? For(wide) : null;
}
