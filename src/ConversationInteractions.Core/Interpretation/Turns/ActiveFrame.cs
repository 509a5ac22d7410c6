using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>A dialog on the stack while a step runs.</summary>
internal sealed class ActiveFrame
{
    private readonly DialogFrame? _before;
    private VariableSet _variables;

    public ActiveFrame(CompiledInteraction interaction)
    {
        Interaction = interaction;
        _variables = new VariableSet([]);
    }

    public ActiveFrame(CompiledInteraction interaction, DialogFrame before)
    {
        _before = before;
        Interaction = interaction;
        _variables = new VariableSet(before.Variables);
        Fallbacks = before.Fallbacks;
        Offered = before.Offered;
    }

    /// <summary>Where the dialog stands.</summary>
    public CompiledInteraction Interaction { get; set; }

    public CompiledDialog Dialog => Interaction.Dialog;

    /// <summary>Variables that live as long as the dialog (A32).</summary>
    public ref VariableSet Variables => ref _variables;

    /// <summary>How many fallback responses in a row the question gave (behaviour 2.9).</summary>
    public int Fallbacks { get; set; }

    /// <summary>The intents that the question offers (C36).</summary>
    public ValueList<RecognizedIntent> Offered { get; set; } = [];

    public DialogFrame ToFrame()
    {
        ValueMap<Language.Value> variables = _variables.ToMap();
        return _before is not null && _before.Interaction == Interaction.Address && _before.Dialog == Dialog.Name && ReferenceEquals(_before.Variables, variables)
            && _before.Fallbacks == Fallbacks && _before.Offered.Equals(Offered)
            ? _before
            : new DialogFrame
            {
                Dialog = Dialog.Name,
                Interaction = Interaction.Address,
                ContentHash = Interaction.ContentHash(),
                Variables = variables,
                Fallbacks = Fallbacks,
                Offered = Offered,
            };
    }
}
