using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Reads the context store for one step and its scripts. What has been committed and not yet been written is read from the outbox, once and before the store: so no write is missed.</summary>
/// <param name="context">The runtime.</param>
/// <param name="conversationId">The conversation.</param>
internal sealed class ContextReader(RuntimeContext context, string conversationId) : IContextReader
{
    private IReadOnlyList<OutboxEntry>? _outbox;

    /// <summary>What the step has decided so far; grows while it runs.</summary>
    public List<ConversationEffect> Decided { get; } = [];

    /// <summary>Why something could not be read. An engine must not make a script's error of it.</summary>
    public ContextUnavailableException? Failure { get; private set; }

    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(scope, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Failure = new ContextUnavailableException(name, problem);
            throw Failure;
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, string>> FindAsync(ContextScope scope, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxEntry> outbox = _outbox ??= await context.Ports.Store.ReadOutboxAsync(conversationId, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> values = await context.Ports.Context.ReadAsync(scope, name, cancellationToken).ConfigureAwait(false);
        return ContextChanges.Overlay(values, outbox.Select(e => e.Effect).Concat(Decided), conversationId, scope, name);
    }
}
