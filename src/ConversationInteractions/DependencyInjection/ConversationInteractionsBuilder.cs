namespace Microsoft.Extensions.DependencyInjection;

internal sealed class ConversationInteractionsBuilder(IServiceCollection services) : IConversationInteractionsBuilder
{
    public IServiceCollection Services { get; } = services;
}
