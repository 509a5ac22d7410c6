using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>What steps are called, and whose they are.</summary>
internal static class Texts
{
    public static OrderedEvent Timer { get; } = new(OrderedEventKind.TimerFires, "", "the timer that is due fires");

    public static OrderedEvent TimeGoesOn { get; } = new(OrderedEventKind.TimeGoesOn, "", "time goes on although a timer is due");

    public static OrderedEvent Of(ActingStep step, int number) =>
        new(step is UserStep or EventStep ? OrderedEventKind.Message : OrderedEventKind.Step, number.ToString(CultureInfo.InvariantCulture), Of(step));

    /// <summary>A report about a certain transfer.</summary>
    public static OrderedEvent Of(AgentStep step, int number, int transfer) =>
        new(OrderedEventKind.Step, string.Create(CultureInfo.InvariantCulture, $"{number}/{transfer}"), string.Create(CultureInfo.InvariantCulture, $"{Of(step)}, about transfer {transfer + 1}"));

    /// <summary>The number of the step that an event is.</summary>
    public static int StepOf(OrderedEvent step) => int.Parse(step.Id.Split('/')[0], CultureInfo.InvariantCulture);

    /// <summary>The number of the transfer that an event is a report about.</summary>
    public static int? TransferOf(OrderedEvent step) => step.Id.Split('/') is [_, var transfer] ? int.Parse(transfer, CultureInfo.InvariantCulture) : null;

    public static string Of(ActingStep step) => step switch
    {
        UserStep user => $"the consumer says \"{user.Text}\"",
        FileStep file => $"the consumer hands in {file.Name}",
        EventStep raised => $"the host raises {raised.Name}",
        AgentStep agent => $"the agents' side reports: {AgentActs.KindOf(agent.Act)}",
        ShareStep share => $"the share {(share.Stores ? "stores" : "fails")} the oldest upload",
        _ => step.GetType().Name,
    };

    public static OrderSource SourceOf(ActingStep step) => step switch
    {
        AgentStep => OrderSource.Agents,
        EventStep => OrderSource.Host,
        ShareStep => OrderSource.Share,
        _ => OrderSource.Consumer,
    };
}

/// <summary>Who does something; each keeps the order of its own steps.</summary>
internal enum OrderSource
{
    /// <summary>Says something or hands in a file.</summary>
    Consumer,

    /// <summary>Report about transfers.</summary>
    Agents,

    /// <summary>Raises events.</summary>
    Host,

    /// <summary>Ends uploads.</summary>
    Share,
}
