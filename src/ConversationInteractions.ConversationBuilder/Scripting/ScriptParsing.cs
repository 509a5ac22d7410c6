using Acornima;
using Acornima.Ast;
using Jint;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Parses scripts.</summary>
internal static class ScriptParsing
{
    /// <summary>Parses a script.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">What the source is called in errors.</param>
    /// <param name="regexTimeout">How long its regular expressions may look for a match.</param>
    /// <exception cref="ScriptPreparationException">It does not parse.</exception>
    public static Prepared<Script> Parse(string source, string name, TimeSpan regexTimeout) => Engine.PrepareScript(source, name, strict: false, new ScriptPreparationOptions
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, CompileRegex = false, RegexTimeout = regexTimeout },
    });

    /// <summary>Where a script that does not parse is wrong, from 1, and why.</summary>
    public static (int Line, int Column, string Message) Explain(ScriptPreparationException problem) => problem.InnerException is ParseErrorException error
        ? (error.LineNumber, error.Column + 1, error.Description)
        : (1, 1, problem.InnerException?.Message ?? problem.Message);

    /// <summary>The character, from 0, at which a script does not parse.</summary>
    public static int Index(ScriptPreparationException problem) => problem.InnerException is ParseErrorException error ? Math.Max(0, error.Error.Index) : 0;
}
