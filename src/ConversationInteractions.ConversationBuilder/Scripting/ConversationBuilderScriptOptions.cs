namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Limits of scripts. Those on statements, memory and recursion hold for the bot's global script and for the script itself, each; all others hold for both together.</summary>
public sealed record ConversationBuilderScriptOptions
{
    /// <summary>
    /// How long a script may run, in real time, together with the global script and however often it starts over to read the context store. 5 seconds by default; at most 10 minutes. Runaway loops are ended by <see cref="MaxStatements"/> long before;
    /// this one is for what takes long in a single step, and should be so long that a busy machine does not end a script that does little.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many statements a script may execute. 200,000 by default.</summary>
    public int MaxStatements { get; init; } = 200_000;

    /// <summary>How many bytes a script may allocate, freed ones included. 16 MiB by default.</summary>
    public long MaxMemory { get; init; } = 16 * 1024 * 1024;

    /// <summary>How deep calls may be nested. 100 by default.</summary>
    public int MaxRecursion { get; init; } = 100;

    /// <summary>How many elements an array may have. 100,000 by default.</summary>
    public int MaxArrayLength { get; init; } = 100_000;

    /// <summary>How long one regular expression may look for a match, in real time. 1 second by default; at most 10 minutes.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the texts together may be that are made by joining, repeating, replacing and <c>JSON.stringify</c>, in UTF-16 code units. 1,000,000 by default.</summary>
    public int MaxTextLength { get; init; } = 1_000_000;

    /// <summary>How long everything together may be that a script stores, says and prints, in UTF-16 code units. 256,000 by default.</summary>
    public int MaxResultLength { get; init; } = 256_000;

    /// <summary>How many messages a script may send. 50 by default.</summary>
    public int MaxMessages { get; init; } = 50;

    /// <summary>How many values, changes of the context store, quick replies and trace events each a script may make. 1,000 by default.</summary>
    public int MaxChanges { get; init; } = 1_000;

    /// <summary>How many compiled scripts are kept; the one used longest ago goes first. 1,000 by default.</summary>
    public int MaxCachedScripts { get; init; } = 1_000;

    /// <summary>The time zone that scripts take for local. UTC by default.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Finds the first limit that makes no sense.</summary>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    internal string? FindProblem() =>
        Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10) ? $"{nameof(Timeout)} must be more than nothing and at most 10 minutes."
        : RegexTimeout <= TimeSpan.Zero || RegexTimeout > TimeSpan.FromMinutes(10) ? $"{nameof(RegexTimeout)} must be more than nothing and at most 10 minutes."
        : TooSmall(MaxStatements, nameof(MaxStatements)) ?? TooSmall(MaxMemory, nameof(MaxMemory)) ?? TooSmall(MaxRecursion, nameof(MaxRecursion))
        ?? TooSmall(MaxArrayLength, nameof(MaxArrayLength)) ?? TooSmall(MaxTextLength, nameof(MaxTextLength)) ?? TooSmall(MaxResultLength, nameof(MaxResultLength))
        ?? TooSmall(MaxMessages, nameof(MaxMessages)) ?? TooSmall(MaxChanges, nameof(MaxChanges)) ?? TooSmall(MaxCachedScripts, nameof(MaxCachedScripts));

    // The engine takes the largest numbers for "no limit at all".
    private static string? TooSmall(long value, string name) =>
        value < 1 ? $"{name} must be at least 1." : value is int.MaxValue or long.MaxValue ? $"{name} must be a real limit, less than {value}." : null;
}
