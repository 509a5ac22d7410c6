using System.Net;
using System.Net.Sockets;

namespace ConversationInteractions.Integrations;

/// <summary>Tells public addresses from those of private networks, and connects to the public ones only.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Whether an address belongs to the public Internet.</summary>
    /// <param name="address">The address.</param>
    public static bool IsPublic(IPAddress address)
    {
        IPAddress actual = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (actual.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(actual))
            && !Array.Exists(NotPublic, network => network.Contains(actual));
    }

    /// <summary>Connects to a host by its public addresses.</summary>
    /// <param name="context">The host, and the request for its sake.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="AddressNotPublicException">It has none.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        bool isProxy = !string.Equals(target.Host, context.InitialRequestMessage.RequestUri?.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (!isProxy)
        {
            addresses = Array.FindAll(addresses, IsPublic);
        }

        if (addresses.Length == 0)
        {
            throw new AddressNotPublicException();
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
