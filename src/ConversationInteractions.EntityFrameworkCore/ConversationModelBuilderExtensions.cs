using ConversationInteractions.EntityFrameworkCore.Rows;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>Maps the tables of conversations.</summary>
public static class ConversationModelBuilderExtensions
{
    /// <summary>
    /// Maps the tables of conversations into a context of yours, so that your migrations make them. Call it in <c>OnModelCreating</c>.
    /// The tables begin with <c>conversation</c>; nothing in them refers to tables of yours.
    /// </summary>
    /// <param name="modelBuilder">The builder of your model.</param>
    /// <param name="schema">The database schema to put the tables into; the context's default without it. Not for SQLite, which has none.</param>
    /// <returns>The builder.</returns>
    public static ModelBuilder AddConversationInteractions(this ModelBuilder modelBuilder, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<ConversationRow>(row =>
        {
            row.ToTable("conversations", schema);
            row.HasKey(c => c.Id);
            row.Property(c => c.Id).HasColumnName("id");
            row.Property(c => c.Version).HasColumnName("version");
            row.Property(c => c.DueAt).HasColumnName("due_at");
            row.Property(c => c.ChangedAt).HasColumnName("changed_at");
            row.Property(c => c.TurnOwner).HasColumnName("turn_owner");
            row.Property(c => c.TurnUntil).HasColumnName("turn_until");
            row.Property(c => c.DeliveryOwner).HasColumnName("delivery_owner");
            row.Property(c => c.DeliveryUntil).HasColumnName("delivery_until");
            row.Property(c => c.UploadOwner).HasColumnName("upload_owner");
            row.Property(c => c.UploadUntil).HasColumnName("upload_until");
            row.Property(c => c.State).HasColumnName("state");

            // Most conversations have no timer; those cost the index nothing.
            row.HasIndex(c => c.DueAt, "ix_conversations_due_at").HasFilter("\"due_at\" IS NOT NULL");
        });
        modelBuilder.Entity<OutboxRow>(row =>
        {
            row.ToTable("conversation_outbox", schema);
            row.HasKey(o => new { o.ConversationId, o.Position });
            row.Property(o => o.ConversationId).HasColumnName("conversation_id");
            row.Property(o => o.Position).HasColumnName("position");
            row.Property(o => o.Lease).HasColumnName("lease");
            row.Property(o => o.FreeAt).HasColumnName("free_at");
            row.Property(o => o.Effect).HasColumnName("effect");
            row.HasIndex(o => o.FreeAt, "ix_conversation_outbox_free_at");
        });
        modelBuilder.Entity<LogRow>(row =>
        {
            row.ToTable("conversation_log", schema);
            row.HasKey(l => new { l.ConversationId, l.Number });
            row.Property(l => l.ConversationId).HasColumnName("conversation_id");
            row.Property(l => l.Number).HasColumnName("number");
            row.Property(l => l.At).HasColumnName("at");
            row.Property(l => l.Speaker).HasColumnName("speaker");
            row.Property(l => l.Text).HasColumnName("text");
            row.Property(l => l.Message).HasColumnName("message");
        });
        modelBuilder.Entity<EventRow>(row =>
        {
            row.ToTable("conversation_events", schema);
            row.HasKey(e => new { e.ConversationId, e.EventId });
            row.Property(e => e.ConversationId).HasColumnName("conversation_id");
            row.Property(e => e.EventId).HasColumnName("event_id");
            row.Property(e => e.Version).HasColumnName("version");
            row.Property(e => e.At).HasColumnName("at");
            row.Property(e => e.Owner).HasColumnName("owner");
            row.Property(e => e.Writer).HasColumnName("writer");
            row.Property(e => e.FirstSequence).HasColumnName("first_sequence");
            row.Property(e => e.LastSequence).HasColumnName("last_sequence");
        });
        return modelBuilder.AddContext(schema);
    }

    private static ModelBuilder AddContext(this ModelBuilder modelBuilder, string? schema)
    {
        modelBuilder.Entity<ContextRow>(row =>
        {
            row.ToTable("conversation_context", schema);
            row.HasKey(v => new { v.Scope, v.ScopeId, v.Namespace, v.Name });
            row.Property(v => v.Scope).HasColumnName("scope");
            row.Property(v => v.ScopeId).HasColumnName("scope_id");
            row.Property(v => v.Namespace).HasColumnName("namespace");
            row.Property(v => v.Name).HasColumnName("name");
            row.Property(v => v.Value).HasColumnName("value");
            row.Property(v => v.WrittenAt).HasColumnName("written_at");
        });
        modelBuilder.Entity<ContextNamespaceRow>(row =>
        {
            row.ToTable("conversation_context_namespaces", schema);
            row.HasKey(n => n.Name);
            row.Property(n => n.Name).HasColumnName("name");
            row.Property(n => n.TimeToLive).HasColumnName("time_to_live");
        });
        return modelBuilder;
    }
}
