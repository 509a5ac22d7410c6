using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

public sealed class FileShareConformanceTests
{
    private static IReadOnlyList<ConformanceCheck> OfDirectory => FileShareConformance.Checks(_ => ValueTask.FromResult<FileShareUnderTest>(new DirectoryUnderTest()));

    private static IReadOnlyList<ConformanceCheck> OfHttp => FileShareConformance.Checks(_ => ValueTask.FromResult<FileShareUnderTest>(new HttpUnderTest()));

    private static IReadOnlyList<ConformanceCheck> OfCareless => FileShareConformance.Checks(_ => ValueTask.FromResult<FileShareUnderTest>(new CarelessUnderTest()));

    [TestCaseSource(nameof(OfDirectory))]
    public Task Directory_share(ConformanceCheck check) => check.RunAsync();

    [TestCaseSource(nameof(OfHttp))]
    public Task Http_share(ConformanceCheck check) => check.RunAsync();

    [Test]
    public async Task A_careless_share_is_found_out()
    {
        List<string> failed = [];
        foreach (ConformanceCheck check in OfCareless)
        {
            try
            {
                await check.RunAsync();
            }
            catch (ConformanceException finding)
            {
                Assert.That(finding.Message, Does.StartWith(check.Name + ": "));
                failed.Add(check.Name);
            }
        }

        Assert.That(failed, Is.SupersetOf(
        [
            "Progress rises to the size of the file",
            "No part of a file is visible while it is uploaded",
            "Other content under the same name does not harm what is there",
            "Many uploads of one name at once are all stored whole",
            "A stream that breaks halfway leaves nothing visible",
            "Cancelling halfway leaves nothing visible",
            "A stream shorter than announced is not stored",
            "A stream longer than announced is not stored",
            "A failed upload harms nothing that is there",
        ]));
    }

    private sealed class DirectoryUnderTest : FileShareUnderTest
    {
        private readonly TemporaryFolder _folder = new();

        public override IFileShare Open() => new DirectoryFileShare(_folder.Path);

        public override ValueTask<IReadOnlyDictionary<string, byte[]>> ReadAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_folder.ReadVisible());

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return base.DisposeAsync();
        }
    }

    private sealed class HttpUnderTest : FileShareUnderTest
    {
        private readonly UploadServer _server = new();
        private readonly HttpClients _clients = new();

        public override IFileShare Open() => new HttpFileShare(_clients);

        public override FileUploadRequest Prepare(FileUploadRequest upload) => upload.To(_server.Authority);

        public override ValueTask<IReadOnlyDictionary<string, byte[]>> ReadAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_server.Files);

        public override async ValueTask DisposeAsync()
        {
            _clients.Dispose();
            await _server.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    /// <summary>What one would write first.</summary>
    private sealed class CarelessUnderTest : FileShareUnderTest, IFileShare
    {
        private readonly TemporaryFolder _folder = new();

        public override IFileShare Open() => this;

        public override ValueTask<IReadOnlyDictionary<string, byte[]>> ReadAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_folder.ReadVisible());

        public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
        {
            string path = _folder.Combine(upload.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            cancellationToken.ThrowIfCancellationRequested();
            await using Stream content = await upload.OpenAsync(cancellationToken);
            await using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await content.CopyToAsync(file, cancellationToken);
            return new UploadResult(UploadOutcome.Stored);
        }

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return base.DisposeAsync();
        }
    }
}
