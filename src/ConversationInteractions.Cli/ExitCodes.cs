namespace ConversationInteractions.Cli;

/// <summary>What the tool tells its caller. A contract: scripts and CI systems rely on it.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>The tool did its work and found something wrong.</summary>
    public const int Found = 1;

    /// <summary>Bad usage, or input that cannot be read.</summary>
    public const int Unusable = 2;
}
