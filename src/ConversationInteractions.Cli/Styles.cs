using Spectre.Console;

namespace ConversationInteractions.Cli;

/// <summary>How the tool shows things where a person reads.</summary>
internal static class Styles
{
    public static Style Good { get; } = new(Color.Green);

    public static Style Doubtful { get; } = new(Color.Yellow);

    public static Style Bad { get; } = new(Color.Red);

    public static Style Bot { get; } = new(Color.Aqua);

    public static Style Agent { get; } = new(Color.Fuchsia);

    public static Style Aside { get; } = new(Color.Grey);
}
