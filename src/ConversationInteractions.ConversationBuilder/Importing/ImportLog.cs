using ConversationInteractions.Definitions;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Gathers what becomes of the parts of an export.</summary>
internal sealed class ImportLog
{
    private readonly List<ImportEntry> _entries = [];

    public void Carry(SourceNode at, string subject, string became) => Add(ImportFate.Carried, at, subject, became);

    public void Change(SourceNode at, string subject, string reason) => Add(ImportFate.Changed, at, subject, reason);

    public void Drop(SourceNode at, string subject, string reason) => Add(ImportFate.Dropped, at, subject, reason);

    public void Ignore(SourceNode at, string subject, string reason) => Add(ImportFate.Ignored, at, subject, reason);

    /// <summary>The entries in the order of the export.</summary>
    public IReadOnlyList<ImportEntry> ToList() => [.. _entries.OrderBy(entry => entry.Line)];

    private void Add(ImportFate fate, SourceNode at, string subject, string reason) =>
        _entries.Add(new ImportEntry { Fate = fate, Path = at.Path, Line = at.Line, Column = at.Column, Subject = subject, Reason = reason });
}
