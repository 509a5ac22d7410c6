using System.Globalization;
using Jint;
using Jint.Constraints;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What engines are made from: limits and a clock of their own. Used by one run at a time; holds nothing of any script.</summary>
internal sealed class EngineSettings
{
    public EngineSettings(ConversationBuilderScriptOptions limits)
    {
        Clock = new ScriptClock(limits.TimeZone);
        Options = new Options
        {
            Culture = CultureInfo.InvariantCulture,
            TimeSystem = Clock,
            ExperimentalFeatures = ExperimentalFeature.None,
            AgentCanSuspend = false,
        };
        Options.Constraints.MaxArraySize = (uint)limits.MaxArrayLength;
        Options.Constraints.RegexTimeout = limits.RegexTimeout;
        Options.Constraints.StackOverflowGuard = true;
        Options.DisableStringCompilation();
        Options.LimitRecursion(limits.MaxRecursion);
        Options.MaxStatements(limits.MaxStatements);
        Options.LimitMemory(limits.MaxMemory);
        Options.Constraint(Deadline);
    }

    /// <summary>Ends what runs too long, however many parts and fresh starts it has.</summary>
    public OperationDeadlineConstraint Deadline { get; } = new();

    public Options Options { get; }

    public ScriptClock Clock { get; }
}
