using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ConversationInteractions.AspNetCore.Contracts;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>A request as an attacker writes it, byte by byte: its body never ends, or stands still after its beginning.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly Stream _stream;
    private readonly Task<string> _answer;

    private RawRequest(Uri address)
    {
        _client.Connect(address.Host, address.Port);
        _stream = _client.GetStream();
        _answer = ReadAsync();
    }

    /// <summary>How many bytes of the body could be sent.</summary>
    public long Sent { get; private set; }

    public bool IsAnswered => _answer.IsCompleted;

    /// <summary>Sends the head of a request and the beginning of its body.</summary>
    public static async Task<RawRequest> BeginAsync(WebHost host, ConversationOpened opened, string path, string contentType, string beginning)
    {
        RawRequest request = new(host.Client.BaseAddress!);
        await request.WriteAsync(
            $"POST /conversations/{opened.ConversationId}/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nConversation-Token: {opened.Token}\r\n"
            + $"Content-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n{beginning.Length:x}\r\n{beginning}\r\n");
        return request;
    }

    /// <summary>Sends on until the server answers or hangs up, for at most half a gigabyte.</summary>
    public async Task SendOnAsync()
    {
        const int Piece = 64 * 1024;
        string chunk = $"{Piece:x}\r\n{new string('x', Piece)}\r\n";
        try
        {
            while (!IsAnswered && Sent < 1 << 29)
            {
                await WriteAsync(chunk);
                Sent += Piece;
            }
        }
        catch (IOException)
        {
            // The server has hung up.
        }
    }

    /// <summary>The answer; status 0 where the server hung up without one.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> AnswerAsync()
    {
        string answer = await _answer.WaitAsync(Clockwork.Patience);
        if (!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
        {
            return (0, null);
        }

        int json = answer.IndexOf('{', StringComparison.Ordinal);
        string? code = json < 0 ? null : (string?)JsonNode.Parse(answer[json..(answer.LastIndexOf('}') + 1)])!["code"];
        return ((HttpStatusCode)int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), code);
    }

    public void Dispose() => _client.Dispose();

    private Task WriteAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    private async Task<string> ReadAsync()
    {
        byte[] buffer = new byte[4_096];
        StringBuilder text = new();
        try
        {
            while (await _stream.ReadAsync(buffer) is > 0 and int read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // The server has hung up on a client that went on sending; what it said before may be lost.
        }

        return text.ToString();
    }
}
