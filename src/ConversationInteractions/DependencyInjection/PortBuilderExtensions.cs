using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Replaces the ports of a runtime, each by one line. A port is one instance for the whole process.</summary>
public static class PortBuilderExtensions
{
    /// <summary>Sets the channel that carries messages to consumers.</summary>
    /// <typeparam name="T">The channel; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IMessageChannel => Use<IMessageChannel, T>(builder);

    /// <summary>Sets the channel that carries messages to consumers.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="channel">The channel.</param>
    public static IConversationInteractionsBuilder UseChannel(this IConversationInteractionsBuilder builder, IMessageChannel channel) => Use(builder, channel);

    /// <summary>Sets the store that keeps conversations.</summary>
    /// <typeparam name="T">The store; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IConversationStore => Use<IConversationStore, T>(builder);

    /// <summary>Sets the recogniser of intents.</summary>
    /// <typeparam name="T">The recogniser; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseIntentRecognizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IIntentRecognizer => Use<IIntentRecognizer, T>(builder);

    /// <summary>Sets the engine that runs scripts.</summary>
    /// <typeparam name="T">The engine; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseScriptEngine<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IScriptEngine => Use<IScriptEngine, T>(builder);

    /// <summary>Sets the store of values that bots share.</summary>
    /// <typeparam name="T">The store; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseContextStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IContextStore => Use<IContextStore, T>(builder);

    /// <summary>Keeps a journal of every conversation, which <c>convo replay</c> shows and decides again.</summary>
    /// <typeparam name="T">The journal; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IConversationInteractionsBuilder UseJournal<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConversationInteractionsBuilder builder)
        where T : class, IConversationJournal => Use<IConversationJournal, T>(builder);

    /// <summary>Keeps a journal of every conversation in a file of its own, which <c>convo replay</c> shows and decides again. It holds what people say; see <see cref="FolderJournal"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="maxBytes">How large the files of a conversation may become, in bytes; at least 1,024.</param>
    public static IConversationInteractionsBuilder UseJournalFolder(this IConversationInteractionsBuilder builder, string folder, long maxBytes = FolderJournal.DefaultBytes) =>
        Use<IConversationJournal>(builder, new FolderJournal(folder, maxBytes));

    /// <summary>Adds an observer that hears what conversations do.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="observer">The observer.</param>
    public static IConversationInteractionsBuilder AddObserver(this IConversationInteractionsBuilder builder, IConversationObserver observer)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(observer);
        return builder;
    }

    private static IConversationInteractionsBuilder Use<TPort, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(IConversationInteractionsBuilder builder)
        where TPort : class
        where T : class, TPort
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TPort, T>());
        return builder;
    }

    private static IConversationInteractionsBuilder Use<TPort>(IConversationInteractionsBuilder builder, TPort port)
        where TPort : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(port);
        builder.Services.Replace(ServiceDescriptor.Singleton(port));
        return builder;
    }
}
