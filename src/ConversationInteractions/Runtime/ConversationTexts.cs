using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>Makes texts of one conversation fit to leave it: sensitive values are taken out, then the host's own redactor has its turn.</summary>
internal sealed class ConversationTexts(Redaction redaction, Func<string, string>? own, ILogger log)
{
    /// <summary>Whether texts stay as they are.</summary>
    public bool IsIdle => redaction.IsEmpty && own is null;

    public string Apply(string text)
    {
        string redacted = redaction.Apply(text);
        if (own is null || redacted.Length == 0)
        {
            return redacted;
        }

        try
        {
            return own(redacted) ?? Redaction.Mask;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // What cannot be judged does not leave.
            RuntimeLog.RedactorThrew(log, problem);
            return Redaction.Mask;
        }
    }

    public TraceEvent Apply(TraceEvent traced) => traced.Detail is null ? traced : traced with { Detail = Apply(traced.Detail) };
}
