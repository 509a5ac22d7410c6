using ConversationInteractions.Interpretation;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Quick replies as scripts write them: <c>title~payload</c>.</summary>
internal static class QuickReplies
{
    public static OutgoingChoice Read(ScriptRun run, string reply)
    {
        int tilde = reply.IndexOf('~', StringComparison.Ordinal);
        return tilde < 0 ? run.Choice(reply, null) : run.Choice(reply[..tilde], reply[(tilde + 1)..]);
    }
}
