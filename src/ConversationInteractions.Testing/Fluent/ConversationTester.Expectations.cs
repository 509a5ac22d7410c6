using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

public sealed partial class ConversationTester
{
    /// <summary>Consumes the next message to the consumer, be it the bot's or an agent's.</summary>
    /// <param name="text">Its text: as it is, or <see cref="ExpectedText.Containing"/> or <see cref="ExpectedText.Matching"/> something.</param>
    /// <returns>The message, of which more can be expected.</returns>
    /// <exception cref="ConversationAssertionException">There is none, or it is another.</exception>
    public MessageAssertion Bot(ExpectedText text)
    {
        Expect(new BotStep(text));
        return new MessageAssertion(this, _checker.LastMessage!);
    }

    /// <summary>No message is waiting to be consumed.</summary>
    /// <exception cref="ConversationAssertionException">There is one.</exception>
    public void Silence() => Expect(new SilenceStep());

    /// <summary>Consumes the next thing of the consumer's that was handed to the agent's side.</summary>
    /// <param name="text">The words, or the name of the file.</param>
    /// <exception cref="ConversationAssertionException">There is none, or it is another.</exception>
    public void ToAgent(string text) => Expect(new ToAgentStep(text));

    /// <summary>Consumes the next integration call.</summary>
    /// <param name="integration">The name of the integration.</param>
    /// <returns>The call as the stub saw it.</returns>
    /// <exception cref="ConversationAssertionException">There is none, or it is another.</exception>
    public RecordedCall Call(string integration) => Call(new CallStep { Integration = integration });

    /// <summary>Consumes the next integration call.</summary>
    /// <param name="expected">What is expected of it.</param>
    /// <returns>The call as the stub saw it.</returns>
    /// <exception cref="ConversationAssertionException">There is none, or it is otherwise.</exception>
    public RecordedCall Call(CallStep expected)
    {
        Expect(expected);
        return _checker.LastCall!;
    }

    /// <summary>No integration call is left to consume.</summary>
    /// <exception cref="ConversationAssertionException">There is one.</exception>
    public void NoCall() => Expect(new NoneStep(NoneKind.Call));

    /// <summary>Consumes the next transfer request.</summary>
    /// <param name="skillId">The skill.</param>
    /// <param name="message">The last words to the consumer; not compared without it.</param>
    /// <exception cref="ConversationAssertionException">There is none, or it is otherwise.</exception>
    public void Transfer(string skillId, string? message = null) =>
        Expect(new TransferStep { SkillId = skillId, Message = message is null ? null : new ExpectedOptionalText(message) });

    /// <summary>No transfer request is left to consume.</summary>
    /// <exception cref="ConversationAssertionException">There is one.</exception>
    public void NoTransfer() => Expect(new NoneStep(NoneKind.Transfer));

    /// <summary>Consumes the next upload.</summary>
    /// <param name="integration">The name of the file integration.</param>
    /// <returns>The upload as the share saw it.</returns>
    /// <exception cref="ConversationAssertionException">There is none, or it is another.</exception>
    public FileUploadRequest Upload(string integration)
    {
        Expect(new UploadStep { Integration = integration });
        return _checker.LastUpload!;
    }

    /// <summary>No upload is left to consume.</summary>
    /// <exception cref="ConversationAssertionException">There is one.</exception>
    public void NoUpload() => Expect(new NoneStep(NoneKind.Upload));

    /// <summary>Who answers the consumer.</summary>
    /// <param name="owner">The owner.</param>
    /// <exception cref="ConversationAssertionException">It is another.</exception>
    public void Owner(ConversationOwner owner) => Expect(new StateStep { Owner = owner });

    /// <summary>Where the conversation waits.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="interaction">The interaction, by name or as <c>Dialog#position</c>; not compared without it.</param>
    /// <exception cref="ConversationAssertionException">It waits elsewhere.</exception>
    public void At(string dialog, string? interaction = null) => Expect(new StateStep { Dialog = dialog, Interaction = interaction });

    /// <summary>What a variable holds.</summary>
    /// <param name="name">Its name, as in <c>{$botContext.name}</c>.</param>
    /// <param name="value">Its value; empty where it has none.</param>
    /// <exception cref="ConversationAssertionException">It holds something else.</exception>
    public void Variable(string name, string value) => Expect(new StateStep { Variables = [new(name, value)] });

    /// <summary>The conversation was closed.</summary>
    /// <param name="survey">Whether a survey should follow; not compared without it.</param>
    /// <exception cref="ConversationAssertionException">It was not, or otherwise.</exception>
    public void Closed(bool? survey = null) => Expect(new ClosedStep(survey));

    /// <summary>A trace event with that code occurred since the last act.</summary>
    /// <param name="code">The code, one of <see cref="TraceCodes"/>.</param>
    /// <exception cref="ConversationAssertionException">None did.</exception>
    public void Trace(string code) => Expect(new TraceStep(code));
}
