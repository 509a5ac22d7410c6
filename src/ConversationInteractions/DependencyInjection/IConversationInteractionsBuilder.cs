namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to what <c>AddConversationInteractions</c> registered. Not thread-safe; used while the host is being set up.</summary>
public interface IConversationInteractionsBuilder
{
    /// <summary>The services of the host.</summary>
    IServiceCollection Services { get; }
}
