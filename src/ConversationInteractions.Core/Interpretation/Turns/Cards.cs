using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Renders cards: one whose references name a list repeats once per element, the lists advancing together (format 1.1).</summary>
internal static class Cards
{
    /// <summary>How often a card repeats at most; no channel shows more, and an answer of a service must not decide how much memory is used.</summary>
    private const int MaxRepeats = 1_000;

    public static IEnumerable<OutgoingCard> Render(Turn turn, CompiledCard card)
    {
        int? count = null;
        foreach (Reference reference in card.References)
        {
            if (References.TryFind(turn, reference, out Value value) && value.IsList)
            {
                count = Math.Max(count ?? 0, value.Count);
            }
        }

        if (count is null)
        {
            return [One(turn, card)];
        }

        count = Math.Min(count.Value, MaxRepeats);
        List<OutgoingCard> cards = new(count.Value);
        for (int i = 0; i < count; i++)
        {
            cards.Add(One(new Element(turn, i), card));
        }

        return cards;
    }

    private static OutgoingCard One(IReferenceSource source, CompiledCard card) => new()
    {
        Title = card.Title?.Render(source),
        Subtitle = card.Subtitle?.Render(source),
        Image = card.Image?.Render(source),
        Url = card.Url?.Render(source),
        Buttons = [.. card.Buttons.Select(b => new OutgoingButton(b.Label.Render(source), b.Value?.Render(source), b.Url?.Render(source)))],
    };

    /// <summary>Sees of each list just one element.</summary>
    private sealed class Element(Turn turn, int index) : IReferenceSource
    {
        public bool TryGet(Reference reference, out Value value)
        {
            if (!turn.TryGet(reference, out value))
            {
                return false;
            }

            if (value.IsList)
            {
                value = index < value.Count ? value.Items[index] : "";
            }

            return true;
        }
    }
}
