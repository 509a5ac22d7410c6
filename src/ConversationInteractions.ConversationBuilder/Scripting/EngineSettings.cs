using System.Globalization;
using Jint;

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
        Options.TimeoutInterval(limits.Timeout);
    }

    public Options Options { get; }

    public ScriptClock Clock { get; }
}
