using ConversationInteractions.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebChat.Desk;

namespace WebChat;

/// <summary>One database for the conversations and for what waits at the agent desk.</summary>
internal sealed class WebChatContext(DbContextOptions<WebChatContext> options) : DbContext(options)
{
    public DbSet<TransferRow> Transfers => Set<TransferRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddConversationInteractions();
        modelBuilder.Entity<TransferRow>().HasKey(t => t.TransferId);
    }
}
