namespace ConversationInteractions.Language;

/// <summary>The entries that need each literal, with the signatures of all else they need.</summary>
internal sealed class LiteralEntries
{
    // A few entries are tried at once; for more it is worth to know the text.
    private const int FewEntries = 4;

    private readonly IdGroups _groups;
    private readonly TextSignature[] _signatures;

    private LiteralEntries(IdGroups groups, TextSignature[] signatures, int literals)
    {
        _groups = groups;
        _signatures = signatures;
        Literals = literals;
    }

    /// <summary>The number of literals.</summary>
    public int Literals { get; }

    /// <summary>Adds the entries of a literal that a text holds, but for those that its signature rules out.</summary>
    public void Collect(int literal, ReadOnlySpan<char> text, ref CandidateList candidates)
    {
        ReadOnlySpan<int> entries = _groups[literal];
        if (entries.Length <= FewEntries)
        {
            candidates.Add(entries);
            return;
        }
        TextSignature whole = candidates.SignatureOf(text);
        var signatures = _signatures.AsSpan(_groups.StartOf(literal), entries.Length);
        for (int i = 0; i < signatures.Length; i++)
        {
            if (signatures[i].IsWithin(whole))
            {
                candidates.Add(entries.Slice(i, 1));
            }
        }
    }

    /// <summary>Takes entries in ascending order.</summary>
    public sealed class Builder
    {
        private readonly IdGroups.Builder _groups = new();
        private readonly List<(int Literal, TextSignature Signature)> _signatures = [];

        public void Add(int literal, int entry, TextSignature signature)
        {
            _groups.Add(literal, entry);
            _signatures.Add((literal, signature));
        }

        public LiteralEntries Build(int literals)
        {
            IdGroups groups = _groups.Build();
            int[] filled = new int[literals];
            var signatures = new TextSignature[_signatures.Count];
            foreach (var (literal, signature) in _signatures)
            {
                signatures[groups.StartOf(literal) + filled[literal]++] = signature;
            }
            return new LiteralEntries(groups, signatures, literals);
        }
    }
}
