namespace ConversationInteractions.Model;

/// <summary>How long a stored value is kept, or in which namespace of the context store it is shared.</summary>
public sealed record VariableScope
{
    private VariableScope(string name, string? contextNamespace = null)
    {
        Name = name;
        ContextNamespace = contextNamespace;
    }

    /// <summary>Until the bot has answered the consumer's message.</summary>
    public static VariableScope Request { get; } = new("request");

    /// <summary>Until the dialog has ended; kept while it is suspended (A32).</summary>
    public static VariableScope Dialog { get; } = new("dialog");

    /// <summary>Until the session has ended.</summary>
    public static VariableScope Session { get; } = new("session");

    /// <summary>The word of the format: <c>request</c>, <c>dialog</c>, <c>session</c> or <c>context.&lt;namespace&gt;</c>.</summary>
    public string Name { get; }

    /// <summary>The namespace in the context store, or <see langword="null"/> for a variable.</summary>
    public string? ContextNamespace { get; }

    /// <summary>A namespace of the context store, which every bot that has the same conversation reads too.</summary>
    /// <param name="name">The namespace.</param>
    public static VariableScope Context(string name) => new($"context.{name}", name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
