using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The context store of one process: the process may die before and after everything it changes there.</summary>
internal sealed class BoundaryContext(ExploredProcess process, ExploredWorld world, IContextStore inner) : IContextStore
{
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken) =>
        process.DoBesideAsync(() => inner.ReadAsync(scope, name, cancellationToken));

    public ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken)
    {
        world.Shared.Touch(inner, scope, name);
        return ChangeAsync($"write {key} to {name}", () => inner.WriteAsync(scope, name, key, value, cancellationToken));
    }

    public ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken) =>
        ChangeAsync($"register {name}", () => inner.RegisterAsync(name, timeToLive, cancellationToken));

    public ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken) =>
        ChangeAsync($"clear {name}", () => inner.ClearAsync(scope, name, cancellationToken));

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) => ChangeAsync($"delete {name}", () => inner.DeleteAsync(name, cancellationToken));

    private async ValueTask ChangeAsync(string operation, Func<ValueTask> change) => await process.DoAsync(operation, async () =>
    {
        await change().ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);
}
