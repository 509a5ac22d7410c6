using ConversationInteractions.EntityFrameworkCore;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps conversations in a database.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>Keeps conversations, and the values that bots share, in a database of their own or beside other tables. Missing tables are made before the first use.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="database">Names the database, such as <c>o => o.UseSqlite("Data Source=bot.db")</c> or <c>o => o.UseNpgsql(connectionString)</c>.</param>
    /// <param name="configure">How conversations are kept.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseEntityFrameworkCore(
        this IConversationInteractionsBuilder builder, Action<DbContextOptionsBuilder> database, Action<EntityFrameworkStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        builder.Services.AddDbContextFactory<ConversationDbContext>(database);
        return builder.UseEntityFrameworkCore<ConversationDbContext>(configure);
    }

    /// <summary>
    /// Keeps conversations, and the values that bots share, in the tables that a context of yours maps by <see cref="ConversationModelBuilderExtensions.AddConversationInteractions"/>.
    /// Register it with <c>AddDbContextFactory</c>; your migrations make the tables.
    /// </summary>
    /// <typeparam name="TContext">Your context.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">How conversations are kept.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseEntityFrameworkCore<TContext>(this IConversationInteractionsBuilder builder, Action<EntityFrameworkStoreOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<EntityFrameworkStoreOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EntityFrameworkStoreOptions>, EntityFrameworkStoreOptionsValidation>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.Replace(ServiceDescriptor.Singleton<IConversationStore>(provider => new EntityFrameworkConversationStore<TContext>(
            provider.GetRequiredService<IDbContextFactory<TContext>>(), provider.GetRequiredService<IOptions<EntityFrameworkStoreOptions>>().Value)));
        services.Replace(ServiceDescriptor.Singleton<IContextStore>(provider => new EntityFrameworkContextStore<TContext>(
            provider.GetRequiredService<IDbContextFactory<TContext>>(), provider.GetService<TimeProvider>())));
        return builder;
    }
}
