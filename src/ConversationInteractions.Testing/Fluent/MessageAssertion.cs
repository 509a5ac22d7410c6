using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>A message that a test has consumed, and what else is expected of it.</summary>
public sealed class MessageAssertion
{
    private readonly ConversationTester _tester;

    internal MessageAssertion(ConversationTester tester, OutgoingMessage message) => (_tester, Message) = (tester, message);

    /// <summary>The message, for everything that has no word here.</summary>
    public OutgoingMessage Message { get; }

    /// <summary>Expects these choices, all of them in order.</summary>
    /// <param name="choices">The choices: labels, or more of them.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ConversationAssertionException">It shows others.</exception>
    public MessageAssertion WithChoices(params ExpectedChoice[] choices) => Check(step => step with { Choices = choices });

    /// <summary>Expects an image.</summary>
    /// <param name="url">Where the channel finds it.</param>
    /// <param name="caption">What is written below it; not compared without it.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ConversationAssertionException">It shows none or another.</exception>
    public MessageAssertion WithImage(string url, string? caption = null) => Check(step => step with { Image = new ExpectedImage(url, caption) });

    /// <summary>Expects these cards, all of them in order.</summary>
    /// <param name="cards">The cards; of each only what is given is compared.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ConversationAssertionException">It shows others.</exception>
    public MessageAssertion WithCards(params ExpectedCard[] cards) => Check(step => step with { Cards = cards });

    /// <summary>Expects a payload for the channel.</summary>
    /// <param name="json">The JSON; the order of its properties does not count.</param>
    /// <returns>This message.</returns>
    /// <exception cref="ConversationAssertionException">It has none or another.</exception>
    public MessageAssertion WithPayload(string json) => Check(step => step with { Payload = JsonText.Parse(json) });

    private MessageAssertion Check(Func<BotStep, BotStep> expect)
    {
        _tester.Require(ContentComparison.Compare(expect(new BotStep(Message.Text)), Message));
        return this;
    }
}
