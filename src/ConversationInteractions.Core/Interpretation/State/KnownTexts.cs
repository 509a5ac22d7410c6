using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>What the bots of a catalog call their parts: a state that is read has these very texts instead of copies, as states consist of them for the most part.</summary>
internal sealed class KnownTexts
{
    /// <summary>Longer ones are not looked for.</summary>
    private const int Longest = 64;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public KnownTexts(IEnumerable<BotProgram> programs)
    {
        Add("200");
        foreach (BotProgram program in programs)
        {
            Add(program.Name);
            Add(program.Hash);
            foreach (string variable in program.Bot.Variables.Keys)
            {
                Add(variable);
            }

            foreach (CompiledIntegration integration in program.Integrations.All)
            {
                Add(integration.Name);
                foreach ((string field, _) in integration.Fields)
                {
                    Add(field);
                }
            }

            foreach (CompiledDialog dialog in program.Dialogs)
            {
                Add(dialog);
            }
        }
    }

    /// <summary>The text that the reader is at.</summary>
    public string? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null || json.ValueSpan.Length > Longest)
        {
            return json.GetString();
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..json.CopyString(text)];
        return _texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out string? known) ? known : text.ToString();
    }

    private void Add(CompiledDialog dialog)
    {
        Add(dialog.Name);
        foreach (CompiledInteraction interaction in dialog.Interactions)
        {
            Add(interaction.Address);
            foreach (CompiledRule rule in interaction.Rules.AsListed)
            {
                foreach ((string variable, _) in rule.Set)
                {
                    Add(variable);
                }
            }
        }
    }

    private void Add(string text)
    {
        if (text.Length <= Longest)
        {
            _texts.Add(text);
        }
    }
}
