using System.Diagnostics.CodeAnalysis;

namespace ConversationInteractions.Definitions;

/// <summary>The kinds of JSON value.</summary>
public enum SourceKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "JSON calls it so.")]
    Object,
}
