using System.Net;
using System.Net.Sockets;

namespace GeminiTuning.Emulator.Http;

/// <summary>Opens a port on both loopback addresses, since <c>localhost</c> can mean either.</summary>
static class LoopbackListener
{
    const int Attempts = 10;

    /// <summary>Opens the port, or a free one for zero.</summary>
    /// <exception cref="IOException">The port is taken or may not be used.</exception>
    public static IReadOnlyList<Socket> Open(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            List<Socket> sockets = [];
            try
            {
                sockets.Add(Listen(IPAddress.Loopback, port));
                AddIPv6(sockets);
                return sockets;
            }
            catch (SocketException e)
            {
                sockets.ForEach(s => s.Dispose());
                if (port != 0 || attempt == Attempts)
                    throw new IOException(Explain(port, e, OperatingSystem.IsWindows()), e);
            }
        }
    }

    /// <summary>The port that was opened.</summary>
    public static int PortOf(IReadOnlyList<Socket> sockets) => ((IPEndPoint)sockets[0].LocalEndPoint!).Port;

    static void AddIPv6(List<Socket> sockets)
    {
        if (!Socket.OSSupportsIPv6)
            return;
        try
        {
            sockets.Add(Listen(IPAddress.IPv6Loopback, PortOf(sockets)));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
        }
    }

    static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // On Windows another program could otherwise share the port, and take the answers.
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(HttpLimits.Connections);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Says why the port can't be opened. On Windows, every account can use low ports, but Hyper-V, WSL, and others
    /// reserve ranges.</summary>
    internal static string Explain(int port, SocketException e, bool isWindows) => (e.SocketErrorCode, isWindows) switch
    {
        (SocketError.AddressAlreadyInUse, _) => $"Port {port} is taken by another program. Choose another one, or 0 for a free one.",
        (SocketError.AccessDenied, true) => $"Port {port} is in a port range that Windows reserves, or another program has exclusive use of it. To list the " +
            "excluded port ranges, run 'netsh interface ipv4 show excludedportrange protocol=tcp'. Choose a port outside of them, or 0 for a free one.",
        (SocketError.AccessDenied, false) => $"Port {port} may not be used by this account. Choose one above 1023, or 0 for a free one.",
        _ => $"Port {port} cannot be opened: {e.Message}",
    };
}
