using System.Globalization;
using Stateless;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>The same conversation as a state machine of the Stateless package: live, nothing is stored.</summary>
internal sealed class StatelessTurns
{
    private readonly StateMachine<string, string> _machine = new("Ask");
    private readonly StateMachine<string, string>.TriggerWithParameters<string> _answer;
    private decimal _amount;
    private string _reply = "";

    public StatelessTurns()
    {
        _answer = _machine.SetTriggerParameters<string>("answer");
        _machine.Configure("Ask").PermitIf(_answer, "Fetch", IsKnown);
        _machine.Configure("Fetch").OnEntryFrom(_answer, account => _amount = account.Length > 0 ? 42.5m : 0).Permit("fetched", "Tell");
        _machine.Configure("Tell")
            .OnEntry(() => _reply = string.Create(CultureInfo.InvariantCulture, $"Your balance is {_amount}. Which account now?"))
            .PermitIf(_answer, "Fetch", IsKnown);
    }

    public string Turn(string text)
    {
        _machine.Fire(_answer, text);
        _machine.Fire("fetched");
        return _reply;
    }

    private static bool IsKnown(string text) => string.Equals(text, "savings", StringComparison.OrdinalIgnoreCase) || string.Equals(text, "current", StringComparison.OrdinalIgnoreCase);
}
