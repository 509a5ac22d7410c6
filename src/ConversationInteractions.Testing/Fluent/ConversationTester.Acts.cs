using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

public sealed partial class ConversationTester
{
    /// <summary>The consumer says something.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="id">The id of the message; a repeated one is a duplicate delivery.</param>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task User(string text, string? id = null) => Act(new UserStep(text) { Id = id });

    /// <summary>The consumer taps a choice of the message consumed last.</summary>
    /// <param name="label">The label of the choice.</param>
    /// <exception cref="ConversationAssertionException">There is no such choice, or a message was not consumed before.</exception>
    public Task Tap(string label)
    {
        OutgoingChoice? choice = _checker.LastMessage?.Choices.FirstOrDefault(each => string.Equals(each.Label, label, StringComparison.Ordinal));
        Require(choice is null ? new Mismatch($"the choice {Quoted.Text(label)} in the message consumed last", "it is not there") : null);
        return Act(new UserStep(label) { Payload = choice!.Value ?? label });
    }

    /// <summary>The consumer drops a file that is made up.</summary>
    /// <param name="name">The name as the device gives it.</param>
    /// <param name="content">What the leading bytes show, one of <see cref="SampleContent.Kinds"/>.</param>
    /// <param name="bytes">The size.</param>
    /// <param name="mediaType">The declared media type, if any.</param>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task File(string name, string content, long bytes = 1_024, string? mediaType = null) => Act(new FileStep(name, content, bytes) { MediaType = mediaType });

    /// <summary>The consumer drops a file.</summary>
    /// <param name="name">The name as the device gives it.</param>
    /// <param name="content">The bytes; the caller closes it.</param>
    /// <param name="mediaType">The declared media type, if any.</param>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task File(string name, Stream content, string? mediaType = null) =>
        ActAsync(() => _conversation.SendFileAsync(new UserFile(content, name) { MediaType = mediaType }, CancellationToken.None), CancellationToken.None);

    /// <summary>The share stores the oldest pending upload.</summary>
    /// <exception cref="ConversationAssertionException">None is pending, or a message was not consumed before.</exception>
    public Task ShareStores() => Act(new ShareStep(Stores: true));

    /// <summary>The share fails at the oldest pending upload.</summary>
    /// <exception cref="ConversationAssertionException">None is pending, or a message was not consumed before.</exception>
    public Task ShareFails() => Act(new ShareStep(Stores: false));

    /// <summary>An agent takes the conversation of the latest transfer.</summary>
    /// <exception cref="ConversationAssertionException">The runtime refuses that, or a message was not consumed before.</exception>
    public Task AgentConnects() => Act(new AgentStep(AgentAct.Connects));

    /// <summary>The agent says something.</summary>
    /// <param name="text">What is said.</param>
    /// <exception cref="ConversationAssertionException">The runtime refuses that, or a message was not consumed before.</exception>
    public Task AgentSays(string text) => Act(new AgentStep(AgentAct.Says, text));

    /// <summary>The latest transfer fails late.</summary>
    /// <exception cref="ConversationAssertionException">The runtime refuses that, or a message was not consumed before.</exception>
    public Task AgentFails() => Act(new AgentStep(AgentAct.Fails));

    /// <summary>The agent gives the conversation back to the bot.</summary>
    /// <exception cref="ConversationAssertionException">The runtime refuses that, or a message was not consumed before.</exception>
    public Task AgentReturns() => Act(new AgentStep(AgentAct.Returns));

    /// <summary>The agent closes the conversation.</summary>
    /// <exception cref="ConversationAssertionException">The runtime refuses that, or a message was not consumed before.</exception>
    public Task AgentCloses() => Act(new AgentStep(AgentAct.Closes));

    /// <summary>The host raises a system event.</summary>
    /// <param name="name">The host's name for it.</param>
    /// <param name="text">What the starters are matched against.</param>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task Event(string name, string text) => Act(new EventStep(name, text));

    /// <summary>Virtual time passes; timers that become due fire in order.</summary>
    /// <param name="duration">How much.</param>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task Advance(TimeSpan duration) => Act(new AdvanceStep(duration));

    /// <summary>The process dies, everything not committed is gone, and a new one starts on the same store.</summary>
    /// <exception cref="ConversationAssertionException">A message was not consumed before.</exception>
    public Task Restart() => Act(new RestartStep());

    /// <summary>As <see cref="Restart"/>, with another definition in the place of the bot of the same name.</summary>
    /// <param name="bot">The definition.</param>
    /// <exception cref="ArgumentException">The bot cannot run; the message tells everything that is wrong.</exception>
    /// <exception cref="ConversationAssertionException">No bot has that name, or a message was not consumed before.</exception>
    public Task Deploy(Bot bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ThrowIfInvalid(bot);
        return ActAsync(() => _conversation.DeployAsync(bot, CancellationToken.None), CancellationToken.None);
    }
}
