using Spectre.Console;
using Spectre.Console.Rendering;

namespace ConversationInteractions.Cli;

/// <summary>Where the tool reads and writes: a person's terminal, or plain text that is piped. Whatever is written here cannot steer the terminal.</summary>
internal sealed class Terminal
{
    /// <summary>How wide tables are where nobody's terminal limits them.</summary>
    private const int PipedWidth = 160;

    private readonly IAnsiConsole? _console;

    public Terminal(TextReader input, TextWriter output, TextWriter error)
        : this(input, output, error, console: null, isInputInteractive: false)
    {
    }

    private Terminal(TextReader input, TextWriter output, TextWriter error, IAnsiConsole? console, bool isInputInteractive) =>
        (In, Out, Error, _console, IsInputInteractive) = (input, output, error, console, isInputInteractive);

    public TextReader In { get; }

    /// <summary>The standard output, for what other programs read.</summary>
    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Whether a person types.</summary>
    public bool IsInputInteractive { get; }

    /// <summary>Whether a person reads.</summary>
    public bool IsOutputInteractive => _console is not null;

    public static Terminal OfThisProcess()
    {
        IAnsiConsole? console = Console.IsOutputRedirected ? null : AnsiConsole.Console;
        return new Terminal(Console.In, Console.Out, Console.Error, console, !Console.IsInputRedirected);
    }

    /// <summary>Writes a line, made harmless, in a style where a person reads.</summary>
    public void WriteLine(string text = "", Style? style = null)
    {
        string harmless = HarmlessText.Of(text);
        if (_console is null || style is null)
        {
            Out.WriteLine(harmless);
        }
        else
        {
            // Not as markup: brackets in a bot's text are brackets.
            _console.Write(new Text(harmless, style));
            _console.WriteLine();
        }
    }

    /// <summary>Writes without ending the line.</summary>
    public void Write(string text)
    {
        Out.Write(HarmlessText.Of(text));
        Out.Flush();
    }

    /// <summary>Writes a table, as plain text where no person reads. Its texts must have been made harmless.</summary>
    public void Write(IRenderable table) => (_console ?? Plain()).Write(table);

    /// <summary>Writes a line to the standard error, made harmless.</summary>
    public void Complain(string text) => Error.WriteLine(HarmlessText.Of(text));

    private IAnsiConsole Plain()
    {
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        plain.Profile.Width = PipedWidth;
        return plain;
    }
}
