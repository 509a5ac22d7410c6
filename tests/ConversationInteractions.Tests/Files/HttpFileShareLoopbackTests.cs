using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

/// <summary>Uploads over real connections to this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HttpFileShareLoopbackTests : IAsyncDisposable
{
    private readonly UploadServer _server = new();
    private readonly HttpClients _clients = new();

    private HttpFileShare Share => new(_clients);

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task The_bytes_arrive()
    {
        UploadResult result = await Share.StoreAsync(Upload.Of("c1/履歴書 (1).pdf", 1_000_000).To(_server.Authority));

        Assert.That((result.Outcome, result.Status), Is.EqualTo((UploadOutcome.Stored, (int?)201)));
        Assert.That(new MemoryStream(_server.Files["c1/履歴書 (1).pdf"]), Is.EqualTo(SampleContent.Create("pdf", 1_000_000)));
        Assert.That(_server.Requests.Single()["Content-Length"], Is.EqualTo("1000000"));
        Assert.That(_server.Requests.Single()["Content-Type"], Is.EqualTo("application/pdf"));
    }

    [Test]
    public async Task A_service_that_fails_at_first_is_asked_again()
    {
        _server.Statuses.Enqueue(500);

        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf", 300_000).To(_server.Authority));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_fails_after_half_of_the_bytes_is_asked_again_and_never_shows_them()
    {
        _server.BreaksAfter = 1_500_000;
        FileUploadRequest upload = Upload.Of("a.pdf", 3_000_000).To(_server.Authority);

        UploadResult broken = await Share.StoreAsync(upload with { Retries = 1 });
        int requests = _server.Requests.Count;
        IReadOnlyDictionary<string, byte[]> visible = _server.Files;
        _server.BreaksAfter = null;
        UploadResult stored = await Share.StoreAsync(upload);

        Assert.That(broken.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(requests, Is.EqualTo(2));
        Assert.That(visible, Is.Empty);
        Assert.That(stored.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_server.Files.Keys, Is.EqualTo(["a.pdf"]));
    }

    [Test]
    public async Task An_upload_that_stalls_is_ended_and_never_shown()
    {
        HandClock clock = new();
        FileUploadRequest upload = Upload.Of("a.pdf", 1_000_000).To(_server.Authority, "POST");
        ForwardOnlyStream content = new(SampleContent.Create("pdf", 1_000_000))
        {
            // Each piece comes just in time, then one does not.
            BeforeRead = given => clock.Advance(TimeSpan.FromSeconds(given < 500_000 ? 19 : 21)),
        };

        UploadResult result = await new HttpFileShare(_clients, time: clock).StoreAsync(upload.From(content));

        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Failed));
        Assert.That(result.Reason, Does.StartWith("The upload made no progress for 20 seconds."));
        Assert.That(_server.Files, Is.Empty);
    }

    [Test]
    public async Task Nobody_listening_is_a_failed_upload()
    {
        UploadResult result = await Share.StoreAsync(Upload.Of("a.pdf").To(LoopbackServer.RefusingAuthority()) with { Retries = 0 });

        Assert.That(result, Is.EqualTo(new UploadResult(UploadOutcome.Failed, Reason: "no connection (ConnectionRefused)")));
    }
}
