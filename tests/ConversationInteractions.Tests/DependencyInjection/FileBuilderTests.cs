using ConversationInteractions.Files;
using ConversationInteractions.Runtime;
using ConversationInteractions.Tests.Files;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.Tests.DependencyInjection;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceCollection _services = new();

    private IConversationInteractionsBuilder Builder => field ??= _services.AddConversationInteractions();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Shares_are_found_by_name_and_the_nameless_one_is_the_default()
    {
        Builder.AddDirectoryFileShare(_folder.Combine("default"))
            .AddDirectoryFileShare(_folder.Combine("papers"), "papers", options => options.MaxTotalBytes = 10)
            .AddHttpFileShare("service")
            .AddFileShare<OwnShare>("own");
        await using ServiceProvider provider = _services.BuildServiceProvider();

        UploadResult stored = await provider.GetRequiredService<IFileShare>().StoreAsync(Upload.Of("a.pdf"));
        UploadResult refused = await provider.GetRequiredKeyedService<IFileShare>("papers").StoreAsync(Upload.Of("a.pdf"));

        Assert.That(stored.Outcome, Is.EqualTo(UploadOutcome.Stored));
        Assert.That(refused.Outcome, Is.EqualTo(UploadOutcome.Refused), "over the quota of ten bytes");
        Assert.That(provider.GetRequiredKeyedService<IFileShare>("service"), Is.TypeOf<HttpFileShare>());
        Assert.That(provider.GetRequiredKeyedService<IFileShare>("own"), Is.TypeOf<OwnShare>());
        Assert.That(provider.GetKeyedService<IFileShare>("Papers"), Is.Null);
    }

    [Test]
    public async Task Of_several_shares_with_one_name_the_last_one_counts()
    {
        Builder.AddHttpFileShare().AddFileShare<OwnShare>().AddHttpFileShare("a").AddFileShare<OwnShare>("a");
        await using ServiceProvider provider = _services.BuildServiceProvider();

        Assert.That(provider.GetServices<IFileShare>(), Has.Exactly(1).TypeOf<OwnShare>().And.Exactly(1).Items);
        Assert.That(provider.GetRequiredKeyedService<IFileShare>("a"), Is.TypeOf<OwnShare>());
    }

    [Test]
    public async Task The_upload_folder_and_the_scanner_are_set()
    {
        Builder.UseUploadFolder(_folder.Combine("waiting")).UseFileScanner<CleanScanner>();
        await using ServiceProvider provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<IUploadStaging>().StageAsync("c1", new MemoryStream(new byte[5]), 10, CancellationToken.None);

        Assert.That(_folder.AllFiles(), Has.Length.EqualTo(2).And.All.StartsWith("waiting/"));
        Assert.That(provider.GetRequiredService<IFileScanner>(), Is.TypeOf<CleanScanner>());
    }

    [Test]
    public void Empty_names_and_folders_are_refused()
    {
        Assert.That(() => Builder.AddHttpFileShare(""), Throws.ArgumentException);
        Assert.That(() => Builder.AddFileShare<OwnShare>(" "), Throws.ArgumentException);
        Assert.That(() => Builder.AddDirectoryFileShare(""), Throws.ArgumentException);
        Assert.That(() => Builder.UseUploadFolder(" "), Throws.ArgumentException);
    }

    private sealed class OwnShare : IFileShare
    {
        public ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class CleanScanner : IFileScanner
    {
        public ValueTask<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
