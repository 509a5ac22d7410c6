using System.Text;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Ids as AMQP can carry them.</summary>
internal static class BrokerIds
{
    private const int MaxBytes = 255;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses an id that the runtime or the broker would refuse later, where nobody could be told.</summary>
    public static void Check(string id, string what, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, parameter);
        int bytes;
        try
        {
            bytes = Strict.GetByteCount(id);
        }
        catch (EncoderFallbackException problem)
        {
            throw new ArgumentException($"{what} is well-formed text; this one holds half of a character (a surrogate without its other half).", parameter, problem);
        }

        if (id.Length > 200 || bytes > MaxBytes)
        {
            throw new ArgumentException($"{what} has at most 200 characters, and 255 bytes in UTF-8 on the broker; this one has {id.Length} and {bytes}. Shorten it, for example to a hash.", parameter);
        }
    }
}
