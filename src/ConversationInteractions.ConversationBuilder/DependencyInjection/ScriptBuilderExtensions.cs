using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what bots of Conversation Builder need beside their definition.</summary>
public static class ScriptBuilderExtensions
{
    /// <summary>Runs the scripts of bots with <see cref="ConversationBuilderScriptEngine"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">Limits; the defaults without it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A limit makes no sense.</exception>
    public static IConversationInteractionsBuilder UseConversationBuilderScripts(this IConversationInteractionsBuilder builder, ConversationBuilderScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IScriptEngine>(new ConversationBuilderScriptEngine(options)));
        return builder;
    }
}
