using System.Buffers;
using System.Text.Json;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Writes states, each thread with one writer for all: a writer and its buffer cost as much as the state itself.</summary>
internal sealed class StateWriters : IDisposable
{
    /// <summary>The buffer of a larger state is not kept.</summary>
    private const int MostKept = 65_536;

    private readonly ThreadLocal<StateWriter?> _writer = new();

    /// <summary>Writes a state.</summary>
    /// <returns>JSON in UTF-8.</returns>
    public byte[] Write(ConversationState state)
    {
        StateWriter writer = _writer.Value ?? new StateWriter();

        // One that failed in the middle is not used again.
        _writer.Value = null;
        byte[] bytes = writer.Write(state);
        if (bytes.Length <= MostKept)
        {
            _writer.Value = writer;
        }
        else
        {
            writer.Dispose();
        }

        return bytes;
    }

    public void Dispose() => _writer.Dispose();

    private sealed class StateWriter : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
        private readonly Utf8JsonWriter _json;

        public StateWriter() => _json = new Utf8JsonWriter(_buffer, ConversationStateJson.WriterOptions);

        public byte[] Write(ConversationState state)
        {
            _json.Reset();
            ConversationStateJson.Write(state, _json);
            _json.Flush();
            byte[] bytes = _buffer.WrittenSpan.ToArray();

            // Nothing of a conversation lingers.
            _buffer.Clear();
            return bytes;
        }

        public void Dispose() => _json.Dispose();
    }
}
