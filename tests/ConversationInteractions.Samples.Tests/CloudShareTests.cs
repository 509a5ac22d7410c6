using Amazon.Runtime;
using Amazon.S3;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using CloudShares;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Samples.Tests;

/// <summary>The official SDKs behind a share, against a store that speaks HTTP.</summary>
[TestFixture("s3")]
[TestFixture("azure")]
internal sealed class CloudShareTests(string store)
{
    private FakeObjectStore _store = null!;
    private IFileShare _share = null!;
    private IDisposable? _client;

    private string Root => store == "s3" ? "claims/" : "devstoreaccount1/claims/";

    [SetUp]
    public void Connect()
    {
        _store = new FakeObjectStore();
        if (store == "s3")
        {
            AmazonS3Client client = new(
                new BasicAWSCredentials("key", "secret"),
                new AmazonS3Config { ServiceURL = $"http://{_store.Authority}", ForcePathStyle = true, MaxErrorRetry = 0 });
            _client = client;
            _share = new S3FileShare(client, "claims");
        }
        else
        {
            HttpClient http = new();
            _client = http;
            _share = new AzureBlobFileShare(new BlobContainerClient(
                new Uri($"http://{_store.Authority}/devstoreaccount1/claims"),
                new BlobClientOptions { Transport = new HttpClientTransport(http), Retry = { MaxRetries = 0 } }));
        }
    }

    [TearDown]
    public async Task DisconnectAsync()
    {
        _client?.Dispose();
        await _store.DisposeAsync();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5_242_880)]
    public async Task A_file_is_stored_whole(long bytes)
    {
        UploadResult result = await StoreAsync("c1/a b.pdf", bytes);
        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(result.Reference, Does.Contain("claims/c1/"));
        Assert.That(_store.Objects[Root + "c1/a b.pdf"], Has.Length.EqualTo(bytes));
    }

    [Test]
    public async Task A_repeat_finds_what_it_stored()
    {
        UploadResult first = await StoreAsync("c1/a.pdf", 1_000, id: "u1");
        UploadResult again = await StoreAsync("c1/a.pdf", 1_000, id: "u1");
        Assert.That(again, Is.EqualTo(first));
        Assert.That(_store.Objects.Keys, Is.EqualTo(new[] { Root + "c1/a.pdf" }));
    }

    [Test]
    public async Task Another_file_of_the_name_gets_another_name()
    {
        await StoreAsync("c1/a.pdf", 1_000);
        await StoreAsync("c1/a.pdf", 2_000);
        await StoreAsync("c1/a.pdf", 3_000);
        Assert.That(
            _store.Objects.Select(o => (o.Key, o.Value.Length)),
            Is.EquivalentTo(new[] { (Root + "c1/a.pdf", 1_000), (Root + "c1/a (2).pdf", 2_000), (Root + "c1/a (3).pdf", 3_000) }));
    }

    [Test]
    public async Task One_that_was_faster_is_not_overwritten()
    {
        _store.NextStatus = 412;
        UploadResult result = await StoreAsync("c1/a.pdf", 1_000);
        Assert.That(result.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(_store.Objects.Keys, Is.EqualTo(new[] { Root + "c1/a (2).pdf" }));
    }

    [Test]
    public void Trouble_of_the_store_is_thrown()
    {
        _store.NextStatus = 500;
        Assert.That(async () => await StoreAsync("c1/a.pdf", 1_000), Throws.Exception);
        Assert.That(_store.Objects, Is.Empty);
    }

    private async Task<UploadResult> StoreAsync(string path, long bytes, string? id = null) => await _share.StoreAsync(
        new FileUploadRequest
        {
            UploadId = id ?? Guid.NewGuid().ToString(),
            ConversationId = "c1",
            Integration = "documents",
            FileName = path[(path.LastIndexOf('/') + 1)..],
            MediaType = "application/pdf",
            Path = path,
            Bytes = bytes,
            OpenAsync = _ => ValueTask.FromResult(SampleContent.Create("pdf", bytes)),
        },
        CancellationToken.None);
}
