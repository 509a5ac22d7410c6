namespace ConversationInteractions.Model;

/// <summary>A call to the outside that interactions invoke by name. Closed: its kinds are the sealed records beside it.</summary>
public abstract record Integration
{
    private protected Integration()
    {
    }

    /// <summary>The name, unique in the bot; prefix of its fields.</summary>
    public required string Name { get; init; }

    /// <summary>The name under which body and status are kept (<c>api_&lt;name&gt;</c>, <c>api_&lt;name&gt;Status</c>); the integration's name without it.</summary>
    public string? ResponseVariable { get; init; }

    /// <summary>Values to keep of the response: field name to path, such as <c>$.account.balance</c>. Read as <c>{integration.field}</c> (A9).</summary>
    public ValueMap<string> Fields { get; init; } = [];

    /// <summary>A script that rewrites the response before the fields are read. Needs a script engine.</summary>
    public string? Transform { get; init; }
}
