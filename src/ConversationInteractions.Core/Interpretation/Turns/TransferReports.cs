namespace ConversationInteractions.Interpretation;

/// <summary>What the agent's side reports. A report that is impossible now is refused and changes nothing.</summary>
internal static class TransferReports
{
    public static string? Receive(Turn turn, TransferReport report)
    {
        if (turn.State.Transfer is not { } transfer)
        {
            return $"No transfer is under way; '{report.TransferId}' has ended or never was.";
        }

        if (!string.Equals(transfer.Id, report.TransferId, StringComparison.Ordinal))
        {
            return $"Transfer '{report.TransferId}' was superseded; the one under way is '{transfer.Id}'.";
        }

        bool isPending = turn.State.Owner == ConversationOwner.Pending;
        switch (report)
        {
            case TransferAnswered answered when isPending:
                turn.Note(TraceCodes.Transfer, null, $"answered: {answered.Answer} {answered.Reason}".TrimEnd());
                if (answered.Answer == TransferAnswer.Rejected)
                {
                    Transfers.Reject(turn, transfer);
                }

                return null;
            case TransferAnswered { Answer: not TransferAnswer.Rejected }:
                return null;
            case TransferOffered when isPending:
                turn.Note(TraceCodes.Transfer, null, "offered");
                return null;
            case AgentConnected when isPending:
                turn.Note(TraceCodes.Transfer, null, "connected");
                turn.State.Owner = ConversationOwner.Agent;
                turn.State.EscalationFailures = 0;
                return null;
            case TransferFailed failed:
                turn.Note(TraceCodes.Transfer, null, $"failed {failed.Reason}".TrimEnd());
                Transfers.Fail(turn);
                return null;
            case AgentReturned:
                turn.Note(TraceCodes.Transfer, null, "returned");
                Transfers.Return(turn, transfer);
                return null;
            case AgentClosed:
                turn.Note(TraceCodes.Transfer, null, "closed by the agent");
                Sessions.Close(turn, survey: false);
                return null;
            case AgentSaid { Text.Length: 0 }:
                return "The agent said nothing; leave out reports without words.";
            case AgentSaid said when !isPending:
                Messages.Say(turn, said.Text, fromAgent: true);
                return null;
            case AgentSaid:
                return "No agent has the conversation yet; report first that one has connected.";
            default:
                return "An agent has the conversation already.";
        }
    }
}
