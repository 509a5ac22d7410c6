namespace ConversationInteractions.Runtime;

/// <summary>What became of a commit.</summary>
internal enum CommitFate
{
    /// <summary>Somebody else was faster: it does not stand.</summary>
    Lost,

    /// <summary>It stands, and with it the leases that it took.</summary>
    Stands,

    /// <summary>It stands, as was found out afterwards: nothing of it has been begun, and the lease of its call is held.</summary>
    Found,

    /// <summary>It stands, and somebody else has committed on top of it: whatever call it wanted is settled.</summary>
    Superseded,
}
