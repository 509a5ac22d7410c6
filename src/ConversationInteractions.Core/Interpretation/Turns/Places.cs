namespace ConversationInteractions.Interpretation;

/// <summary>Finds the places of a state in the program, which may be newer than the state (B10).</summary>
internal static class Places
{
    /// <summary>Opens the stack of a state and returns the program that has the conversation.</summary>
    public static BotProgram Open(Turn turn, ConversationState state)
    {
        if (!turn.Programs.TryGet(state.Bot, out BotProgram? program))
        {
            // The bot that had taken over is gone: the first bot goes on, at its starters.
            turn.Note(TraceCodes.PlaceLost, state.Bot, "the bot is not hosted any more");
            turn.State.Bot = state.FirstBot;
            return First(turn.Programs, state.FirstBot);
        }

        bool isSame = IsSame(program, state.DefinitionHash);
        for (int i = 0; i < state.Stack.Count; i++)
        {
            DialogFrame frame = state.Stack[i];
            if (Find(program, frame, isSame) is { } interaction)
            {
                turn.Stack.Add(new ActiveFrame(interaction, frame));
                continue;
            }

            turn.Note(TraceCodes.PlaceLost, frame.Interaction, $"dialog '{frame.Dialog}'");
            if (i == state.Stack.Count - 1)
            {
                turn.Stack.Clear();
            }
        }

        return program;
    }

    /// <summary>The bot that new sessions run in.</summary>
    public static BotProgram First(ProgramCatalog programs, string name) => programs.TryGet(name, out BotProgram? program)
        ? program
        : throw new ArgumentException($"The conversation was opened with bot '{name}', which is not hosted. Host it again, or delete the conversation.");

    /// <summary>Whether the program is the definition that made a state: then nothing can have moved.</summary>
    public static bool IsSame(BotProgram program, string? definitionHash) => string.Equals(program.Hash, definitionHash, StringComparison.Ordinal);

    /// <summary>
    /// An interaction is found by its name; one without a name only where its content is unchanged. One in a dialog that has been disabled is lost: its flow would end without a word.
    /// </summary>
    public static CompiledInteraction? Find(BotProgram program, DialogFrame frame, bool isSameDefinition)
    {
        CompiledInteraction? interaction = program.FindInteraction(frame.Interaction);
        return interaction is null || isSameDefinition ? interaction
            : !interaction.Dialog.Enabled ? null
            : frame.ContentHash is null ? interaction.Source.Name is null ? null : interaction
            : string.Equals(frame.ContentHash, interaction.ContentHash(), StringComparison.Ordinal) ? interaction
            : null;
    }
}
