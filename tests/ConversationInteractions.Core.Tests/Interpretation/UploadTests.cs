using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Files: asked for, judged, sent off, and what becomes of them (behaviour 10).</summary>
public sealed class UploadTests
{
    private static readonly FileUpload AskForPdf = new() { Name = "Ask", Message = "Send it.", AcceptedTypes = ["pdf", ".JPG"] };
    private static readonly IntegrationCall Store = new() { Name = "Store", Integration = "documents" };
    private static readonly Dialog Claim = On("claim", AskForPdf, Store, Ask("Anything else?", When(new PatternTest(["no"]), NextAction.End)));
    private static readonly Dialog Failure = On("file_upload_failed:*", Say("Caught a failure."));

    [Test]
    public void An_accepted_file_is_on_its_way_and_the_flow_goes_on()
    {
        SteppedConversation conversation = Asked(Claim);
        conversation.File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultInProgressMessage, "Anything else?" }));
        StartUpload upload = conversation.Effects.OfType<StartUpload>().Single();
        Assert.That((upload.Integration, upload.FileName, upload.MediaType, upload.Path), Is.EqualTo(("documents", "a.pdf", "application/pdf", "c1/a.pdf")));
        Assert.That(conversation.State.Uploads.Single().Id, Is.EqualTo(upload.Key));
    }

    [Test]
    public void A_type_that_is_not_accepted_is_told_with_the_accepted_ones_and_nothing_is_routed() // A24, C18
    {
        SteppedConversation conversation = Asked(Claim, Failure);
        conversation.File("a.pdf", "exe");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { "The file type is invalid. Upload one of these types: pdf, .JPG." }));
        Assert.That(conversation.Effects.Single(), Is.TypeOf<ReleaseFile>());
        Assert.That(conversation.File("a.pdf", "pdf").Effects.OfType<StartUpload>().Count(), Is.EqualTo(1), "the request is still pending");
    }

    [Test]
    public void A_file_that_is_too_large_fails_is_routed_and_the_request_stays_pending() // A24, C17
    {
        SteppedConversation conversation = Asked(Claim, Failure);
        Receive(conversation, bytes: 5_242_881);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage, "Caught a failure.", "Send it." }));
        Assert.That(conversation.Effects.OfType<StartUpload>(), Is.Empty);
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Count(), Is.EqualTo(1));
        Receive(conversation, bytes: 5_242_880);
        Assert.That(conversation.Effects.OfType<StartUpload>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_failure_that_nobody_catches_is_only_said() // A23
    {
        SteppedConversation conversation = Asked(Claim, Fallback(Say("Pardon?")));
        Receive(conversation, bytes: 5_242_881);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage }));
    }

    [Test]
    public void Type_comes_before_size() // C17
    {
        SteppedConversation conversation = Asked(Claim, Failure);
        Receive(conversation, name: "a.exe", detected: "exe", bytes: 5_242_881);
        Assert.That(conversation.Said().Single(), Does.StartWith("The file type is invalid."));
    }

    [Test]
    public void The_interaction_may_have_a_limit_of_its_own()
    {
        SteppedConversation conversation = Asked(On("claim", AskForPdf with { MaxBytes = 10 }, Store, Ask("Anything else?")));
        Receive(conversation, bytes: 11);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage }));
        Receive(conversation, bytes: 10);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultInProgressMessage, "Anything else?" }));
    }

    [Test]
    public void A_starter_may_name_the_message_exactly()
    {
        Dialog claim = On("claim", AskForPdf with { SuccessMessage = "Got your claim" }, Store, Ask("Anything else?"));
        SteppedConversation conversation = Asked(claim, On("file_upload_success:got your claim", Say("Caught.")), On("file_upload_success:something else", Say("Wrong.")));
        conversation.File("a.pdf", "pdf").Said();
        Assert.That(conversation.Uploaded().Said(), Is.EqualTo(new[] { "Got your claim", "Caught.", "Anything else?" }));
    }

    [Test]
    public void An_outcome_that_nobody_catches_is_said_and_disturbs_nothing() // A23
    {
        SteppedConversation conversation = Asked(Claim, Fallback(Say("Pardon?")));
        conversation.File("a.pdf", "pdf").Said();
        Assert.That(conversation.Uploaded(stored: false).Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage }));
        Assert.That(conversation.Uploaded(conversation.State, "c1/unknown").Result.Refusal, Does.Contain("c1/unknown"));
    }

    [Test]
    public void A_typed_outcome_is_no_outcome() // B1
    {
        SteppedConversation conversation = new(With(Failure, Fallback(Say("Pardon?"))));
        Assert.That(conversation.User("file_upload_failed:x").Said(), Is.EqualTo(new[] { "Pardon?" }));
    }

    [Test]
    public void The_call_is_complete_at_once_and_rules_on_its_result_do_not_hold() // A26
    {
        IntegrationCall store = Store with { Rules = [OnSuccess(NextAction.GoTo("yes")), OnFailure(NextAction.GoTo("no"))] };
        SteppedConversation conversation = Asked(On("claim", AskForPdf, store, Ask("Anything else?"), Ask("Yes.") with { Name = "yes" }, Ask("No.") with { Name = "no" }));
        conversation.File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultInProgressMessage, "Anything else?" }));
    }

    [Test]
    public void A_start_that_fails_takes_the_rule_for_failures() // A26
    {
        Bot bot = With(On("claim", AskForPdf, Store with { Rules = [OnFailure(NextAction.GoTo("no"))] }, Ask("Anything else?"), Ask("No.") with { Name = "no" })) with
        {
            Integrations = [new FileIntegration { Name = "documents", Url = "{host}/files" }],
            Variables = [KeyValuePair.Create("host", "no address")],
        };
        SteppedConversation conversation = new(bot);
        conversation.User("claim").Said();
        conversation.File("a.pdf", "pdf");
        Assert.That(conversation.Effects.OfType<StartUpload>(), Is.Empty);
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage, "No." }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void An_integration_that_is_switched_off_fails_the_upload_and_the_flow_goes_on() // A35
    {
        SteppedConversation conversation = Asked(On("claim", AskForPdf, Store with { Enabled = false }, Ask("Anything else?")));
        conversation.File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { FileUpload.DefaultFailureMessage, "Anything else?" }));
        Assert.That(conversation.Effects.OfType<ReleaseFile>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void An_upload_that_is_switched_off_skips_its_integration() // C19
    {
        SteppedConversation conversation = new(With(On("claim", AskForPdf with { Enabled = false }, Store, Ask("Anything else?"))));
        Assert.That(conversation.User("claim").Said(), Is.EqualTo(new[] { "Anything else?" }));
        Assert.That(conversation.Effects, Is.Empty);
    }

    [Test]
    public void What_is_typed_instead_of_a_file_is_judged_by_rules_and_answered_by_the_fallback() // C19
    {
        FileUpload upload = AskForPdf with { Rules = [When(new PatternTest(["later"]), NextAction.GoTo("done"))], FallbackResponse = "A file, please." };
        SteppedConversation conversation = Asked(On("claim", upload, Store, Ask("Anything else?") with { Name = "done" }), On("weather", Say("Sunny.")));
        Assert.That(conversation.User("what?").Said(), Is.EqualTo(new[] { "A file, please." }));
        Assert.That(conversation.User("weather").Said(), Is.EqualTo(new[] { "Sunny.", "Send it." }));
        Assert.That(conversation.User("later").Said(), Is.EqualTo(new[] { "Anything else?" }));
        Assert.That(conversation.Effects, Is.Empty);
    }

    [Test]
    public void A_file_nobody_asked_for_is_answered_like_words_that_fit_nothing_and_the_question_stays() // C29
    {
        Question question = Ask("Which size?", When(new PatternTest(["large"]), NextAction.Next)) with { FallbackResponse = "Large or small?" };
        SteppedConversation conversation = new(With(On("order", question, Say("Ordered."))));
        conversation.User("order").Said();
        conversation.File("a.pdf", "pdf");
        Assert.That(conversation.Said(), Is.EqualTo(new[] { new BotSettings().FallbackMessage }));
        Assert.That(conversation.Effects.Single(), Is.TypeOf<ReleaseFile>());
        Assert.That(conversation.User("large").Said(), Is.EqualTo(new[] { "Ordered." }));
    }

    [Test]
    public void A_file_nobody_asked_for_goes_to_the_fallback_dialog() // C29
    {
        SteppedConversation conversation = new(With(Claim, Fallback(Say("Pardon?"))));
        Assert.That(conversation.File("a.pdf", "pdf").Said(), Is.EqualTo(new[] { "Pardon?" }));
    }

    [Test]
    public void A_name_that_wants_out_of_the_share_stays_in_it() // C20
    {
        SteppedConversation conversation = Asked(Claim);
        Receive(conversation, name: "../../etc/pass\0wd.pdf");
        Assert.That(conversation.Effects.OfType<StartUpload>().Single().Path, Is.EqualTo("c1/_.._etc_pass_wd.pdf"));
    }

    [Test]
    public void A_declared_type_must_agree_unless_it_says_nothing() // B7, C19
    {
        SteppedConversation conversation = Asked(Claim);
        Receive(conversation, declared: "image/png");
        Assert.That(conversation.Effects.OfType<StartUpload>(), Is.Empty);
        Receive(conversation, declared: "application/octet-stream");
        Assert.That(conversation.Effects.OfType<StartUpload>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Each_outcome_has_the_words_of_its_own_upload() // A28, A29
    {
        SteppedConversation conversation = Asked(On(
            "claim", AskForPdf with { SuccessMessage = "One." }, Store, AskForPdf with { Name = "Ask again", SuccessMessage = "Two.", FailureMessage = "Not two." }, Store with { Name = "Store again" }));
        conversation.File("1.pdf", "pdf").File("2.pdf", "pdf").Said();
        string second = conversation.State.Uploads[1].Id;
        Assert.That(conversation.Uploaded(conversation.State, second, stored: false).Said(), Is.EqualTo(new[] { "Not two." }));
        Assert.That(conversation.Uploaded().Said(), Is.EqualTo(new[] { "One." }));
        Assert.That(conversation.State.Uploads, Is.Empty);
    }

    [Test]
    public void The_result_is_kept_with_the_status() // A27
    {
        SteppedConversation conversation = Asked(Claim, On("file_upload_success:*", Say("Status {$botContext.api_documentsStatus}.")));
        conversation.File("a.pdf", "pdf").Said();
        Assert.That(conversation.Uploaded(conversation.State, conversation.State.Uploads[0].Id, status: 201).Said(), Is.EqualTo(new[] { FileUpload.DefaultSuccessMessage, "Status 201.", "Anything else?" }));
    }

    [Test]
    public void While_an_agent_has_the_conversation_an_outcome_waits_and_then_is_said_once() // C23
    {
        SteppedConversation conversation = Asked(Claim, On("agent", ToAgent()));
        conversation.File("a.pdf", "pdf").User("agent").Connects().Said();
        Assert.That(conversation.Uploaded().Said(), Is.Empty);
        Assert.That(conversation.Returns().Said(), Does.Contain(FileUpload.DefaultSuccessMessage));
        Assert.That(conversation.State.Uploads, Is.Empty);
        Assert.That(conversation.State.Deferred, Is.Empty);
    }

    [Test]
    public void After_a_close_an_outcome_is_only_traced() // C6
    {
        SteppedConversation conversation = Asked(Claim, On("file_upload_success:*", Say("Caught.")));
        conversation.File("a.pdf", "pdf").HostCloses().Said();
        Assert.That(conversation.Uploaded().Said(), Is.Empty);
        Assert.That(conversation.Trace.Last().Code, Is.EqualTo(TraceCodes.Upload));
        Assert.That(conversation.State.Owner, Is.EqualTo(ConversationOwner.Closed));
    }

    [Test]
    public void In_a_later_session_an_outcome_is_said_and_starts_nothing() // C6
    {
        SteppedConversation conversation = Asked(Claim, On("file_upload_success:*", Say("Caught.")), On("weather", Say("Sunny.")));
        conversation.File("a.pdf", "pdf").Pass(TimeSpan.FromHours(2)).User("weather").Said();
        Assert.That(conversation.Uploaded().Said(), Is.EqualTo(new[] { FileUpload.DefaultSuccessMessage }));
    }

    private static Bot With(params Dialog[] dialogs) => Of(dialogs) with { Integrations = [new FileIntegration { Name = "documents" }] };

    /// <summary>A conversation in which a file has been asked for.</summary>
    private static SteppedConversation Asked(params Dialog[] dialogs)
    {
        SteppedConversation conversation = new(With(dialogs));
        Assert.That(conversation.User("claim").Said(), Is.EqualTo(new[] { "Send it." }));
        return conversation;
    }

    private static void Receive(SteppedConversation conversation, string name = "a.pdf", string detected = "pdf", long bytes = 100, string? declared = null) =>
        conversation.Do(new FileReceived
        {
            Id = $"file-{conversation.Trace.Count}",
            At = conversation.Now,
            File = new StagedFile { Reference = "staged", Name = name, Bytes = bytes, DetectedType = detected, MediaType = declared },
        });
}

/// <summary>Outcomes of uploads other than the oldest.</summary>
file static class UploadActs
{
    public static SteppedConversation Uploaded(this SteppedConversation conversation, ConversationState state, string id, bool stored = true, int? status = null) =>
        conversation.Do(new UploadCompleted { Id = $"end-{state.LastSequence}", At = conversation.Now, UploadId = id, Stored = stored, Status = status });
}
