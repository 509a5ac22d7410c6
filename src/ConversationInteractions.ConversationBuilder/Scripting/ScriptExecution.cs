using System.Text.RegularExpressions;
using ConversationInteractions.Interpretation;
using Jint;
using Jint.Native;
using Jint.Native.Promise;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Runs the global script and then the script itself in an engine of their own, and tells why it ended too early if it did.</summary>
internal static class ScriptExecution
{
    private static readonly string[] SessionFunctions = ["initConversation", "__initConversation"];

    /// <summary>Runs a script.</summary>
    /// <returns>The namespace that has to be read before it can run to its end; <see langword="null"/> where it has ended.</returns>
    public static ContextKey? Execute(ScriptRun run, EngineSettings settings, ScriptCache scripts)
    {
        settings.Clock.Now = run.Input.Now;
        Engine engine = ScriptEnvironment.Create(run, settings);
        Dictionary<JsValue, JsValue> rejected = new(ReferenceEqualityComparer.Instance);
        engine.Advanced.PromiseRejectionTracker += (_, tracked) => Track(rejected, tracked);
        ContextKey? needed = null;
        bool goesOn = run.Script.GlobalScript is not { } global || Try(run, ref needed, ScriptTexts.GlobalPlace(run.Script), () => engine.Execute(scripts.Find(global, isGlobal: true)));
        if (!goesOn)
        {
            return needed;
        }

        Try(run, ref needed, ScriptTexts.Place(run.Script), () =>
        {
            if (run.Script.Slot == ScriptSlot.SessionStart)
            {
                StartSession(engine);
            }
            else
            {
                engine.Execute(scripts.Find(run.Script.Source, isGlobal: false));
            }
        });
        if (needed is null && rejected.Count > 0)
        {
            Try(run, ref needed, ScriptTexts.Place(run.Script), () => run.Fail(ScriptTexts.Rejected(new JavaScriptException(rejected.Values.First()).Message, rejected.Count)));
        }

        return needed;
    }

    /// <summary>Remembers why promises were rejected; one that is caught afterwards is none.</summary>
    private static void Track(Dictionary<JsValue, JsValue> rejected, PromiseRejectionTrackerEventArgs tracked)
    {
        if (tracked.Operation == PromiseRejectionOperation.Reject)
        {
            rejected[tracked.Promise] = tracked.Value ?? JsValue.Undefined;
        }
        else
        {
            rejected.Remove(tracked.Promise);
        }
    }

    private static void StartSession(Engine engine)
    {
        foreach (string name in SessionFunctions)
        {
            JsValue function = engine.GetValue(name);
            if (function.IsCallable())
            {
                engine.Call(function, []);
                return;
            }
        }
    }

    /// <summary>Runs a part.</summary>
    /// <returns>Whether the next part may run: also after an error, for the script may well do without the function that is missing.</returns>
    private static bool Try(ScriptRun run, ref ContextKey? needed, string place, Action part)
    {
        try
        {
            part();
            return true;
        }
        catch (ContextNeeded reads)
        {
            needed = reads.Key;
            return false;
        }
        catch (ScriptStopped)
        {
            run.Stops = true;
            return false;
        }
        catch (ScriptNotParsed problem)
        {
            run.Fail(place, problem.Line, problem.Column, problem.Message);
            return true;
        }
        catch (JavaScriptException problem)
        {
            bool isGlobal = string.Equals(problem.Location.SourceFile, ScriptCache.GlobalName, StringComparison.Ordinal);
            run.Fail(isGlobal ? ScriptTexts.GlobalPlace(run.Script) : place, problem.Location.Start.Line, problem.Location.Start.Column + 1, problem.Message is { Length: > 0 } message ? message : ScriptTexts.NoMessage);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A limit ends everything: what runs away once would do so again. So does whatever else a script makes the engine throw: it is the script's error.
            run.Fail(Reason(run, problem));
            return false;
        }
    }

    private static string Reason(ScriptRun run, Exception problem) => problem switch
    {
        ScriptLimitReached => problem.Message,
        StatementsCountOverflowException => ScriptTexts.TooManyStatements(run.Limits.MaxStatements),
        RegexMatchTimeoutException => ScriptTexts.RegexTooLong(run.Limits.RegexTimeout),
        TimeoutException => ScriptTexts.TooLong(run.Limits.Timeout),
        MemoryLimitExceededException or OutOfMemoryException => ScriptTexts.TooMuchMemory(run.Limits.MaxMemory),
        RecursionDepthOverflowException or InsufficientExecutionStackException => ScriptTexts.TooDeep(run.Limits.MaxRecursion),
        _ => problem.Message,
    };
}
