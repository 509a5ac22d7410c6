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
    /// <exception cref="ScriptNotParsed">It does not parse.</exception>
    public static Prepared<Script> Parse(string source, string name, TimeSpan regexTimeout)
    {
        Prepared<Script> script;
        try
        {
            script = Engine.PrepareScript(source, name, strict: false, new ScriptPreparationOptions
            {
                ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, CompileRegex = false, RegexTimeout = regexTimeout },
            });
        }
        catch (ScriptPreparationException problem)
        {
            throw problem.InnerException is ParseErrorException error
                ? new ScriptNotParsed(error.Description, error.LineNumber, error.Column + 1, Math.Max(0, error.Error.Index), problem)
                : new ScriptNotParsed(problem.InnerException?.Message ?? problem.Message, 1, 1, 0, problem);
        }

        return FindBigInt(script.Program!) is { } number
            ? throw new ScriptNotParsed(ScriptTexts.NoBigInt(), number.Location.Start.Line, number.Location.Start.Column + 1, number.Start, null)
            : script;
    }

    /// <summary>A number without bound: one multiplication of such may take as long as it likes.</summary>
    private static Node? FindBigInt(Script script)
    {
        Stack<Node> open = new([script]);
        while (open.TryPop(out Node? node))
        {
            if (node is BigIntLiteral)
            {
                return node;
            }

            foreach (Node child in node.ChildNodes)
            {
                open.Push(child);
            }
        }

        return null;
    }
}
