using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>The tables of conversations, for hosts that have no context of their own to map them into.</summary>
/// <param name="options">The database.</param>
public sealed class ConversationDbContext(DbContextOptions<ConversationDbContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddConversationInteractions();
}
