using System.Collections.Concurrent;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>Keeps sessions open while nothing uses them, so that connections and prepared statements are not made for every turn.</summary>
/// <param name="open">Opens a session.</param>
/// <param name="idle">How many to keep.</param>
internal sealed class SessionPool(Func<CancellationToken, ValueTask<StoreSession>> open, int idle) : IAsyncDisposable
{
    private readonly ConcurrentStack<StoreSession> _idle = new();
    private bool _isDisposed;

    /// <summary>Works with a session. After a failure it is not used again, nor are those that idle: they may have lost the database too.</summary>
    public async ValueTask<TResult> UseAsync<TArgument, TResult>(
        Func<StoreSession, TArgument, CancellationToken, ValueTask<TResult>> work, TArgument argument, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_idle.TryPop(out StoreSession? session))
        {
            session = await open(cancellationToken).ConfigureAwait(false);
        }

        bool isSound = false;
        try
        {
            TResult result = await work(session, argument, cancellationToken).ConfigureAwait(false);
            isSound = true;
            return result;
        }
        finally
        {
            if (isSound && !_isDisposed && _idle.Count < idle)
            {
                _idle.Push(session);
            }
            else
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }

            if (!isSound || _isDisposed)
            {
                await CloseIdleAsync().ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await CloseIdleAsync().ConfigureAwait(false);
    }

    private async ValueTask CloseIdleAsync()
    {
        while (_idle.TryPop(out StoreSession? session))
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
