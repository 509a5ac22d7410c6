using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Repeats, and names that are taken (C28).</summary>
internal static class FileShareRepeatChecks
{
    public static (string Name, Func<FileShareProbe, Task> Check)[] All { get; } =
    [
        ("The same upload again gets the same answer and is stored once", SameUploadAsync),
        ("The same upload again is recognised where its name was taken", SameUploadOfTakenNameAsync),
        ("The same content under the same name is stored already", SameContentAsync),
        ("Other content under the same name does not harm what is there", OtherContentAsync),
        ("The same upload many times at once is stored once", SameUploadAtOnceAsync),
        ("Many uploads of one name at once are all stored whole", ManyAtOnceAsync),
    ];

    private static async Task SameUploadAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(100_000);
        UploadResult first = await probe.StoreAsync(probe.Upload("a.pdf", content)).ConfigureAwait(false);
        UploadResult second = await probe.StoreAsync(probe.Upload("a.pdf", content)).ConfigureAwait(false);
        probe.That(second.Reference == first.Reference, $"the repeat has the same reference, '{first.Reference}', but got '{second.Reference}'");
        await probe.VisibleAsync("there is one file", ("a.pdf", content)).ConfigureAwait(false);
    }

    private static async Task SameUploadOfTakenNameAsync(FileShareProbe probe)
    {
        byte[] other = FileShareProbe.Content(100_000, 1);
        byte[] content = FileShareProbe.Content(100_000, 2);
        await probe.StoreAsync(probe.Upload("a.pdf", other, "upload-1")).ConfigureAwait(false);
        UploadResult first = await probe.UnderTest.Open().StoreAsync(probe.Upload("a.pdf", content, "upload-2"), probe.Cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, byte[]> before = await probe.UnderTest.ReadAllAsync(probe.Cancellation).ConfigureAwait(false);
        UploadResult second = await probe.UnderTest.Open().StoreAsync(probe.Upload("a.pdf", content, "upload-2"), probe.Cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, byte[]> after = await probe.UnderTest.ReadAllAsync(probe.Cancellation).ConfigureAwait(false);
        probe.That(second.Outcome == first.Outcome && second.Reference == first.Reference, $"the repeat gets the same answer, {first}, but got {second}");
        probe.That(after.Count == before.Count, $"the repeat adds no file, but there are {after.Count} instead of {before.Count}");
    }

    private static async Task SameContentAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(100_000);
        await probe.StoreAsync(probe.Upload("a.pdf", content, "upload-1")).ConfigureAwait(false);
        await probe.StoreAsync(probe.Upload("a.pdf", content, "upload-2")).ConfigureAwait(false);
        await probe.VisibleAsync("there is one file", ("a.pdf", content)).ConfigureAwait(false);
    }

    private static async Task OtherContentAsync(FileShareProbe probe)
    {
        byte[] first = FileShareProbe.Content(100_000, 1);
        byte[] second = FileShareProbe.Content(100_000, 2);
        await probe.StoreAsync(probe.Upload("a.pdf", first, "upload-1")).ConfigureAwait(false);
        UploadResult result = await probe.UnderTest.Open().StoreAsync(probe.Upload("a.pdf", second, "upload-2"), probe.Cancellation).ConfigureAwait(false);
        if (result.Outcome is not UploadOutcome.Stored)
        {
            await probe.VisibleAsync("a share that does not take the second keeps the first", ("a.pdf", first)).ConfigureAwait(false);
        }
        else if (probe.UnderTest.ReplacesSameName)
        {
            await probe.VisibleAsync("the second takes the place of the first", ("a.pdf", second)).ConfigureAwait(false);
        }
        else
        {
            await probe.VisibleContentsAsync("both are there", first, second).ConfigureAwait(false);
        }
    }

    private static async Task SameUploadAtOnceAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(100_000);
        IFileShare share = probe.UnderTest.Open();
        UploadResult[] results = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => share.StoreAsync(probe.Upload("a.pdf", content), probe.Cancellation).AsTask(), probe.Cancellation))).ConfigureAwait(false);
        probe.That(results.All(result => result.Outcome is UploadOutcome.Stored), $"all get the answer that it is stored, but one got {results.FirstOrDefault(result => result.Outcome is not UploadOutcome.Stored)}");
        await probe.VisibleAsync("there is one file", ("a.pdf", content)).ConfigureAwait(false);
    }

    private static async Task ManyAtOnceAsync(FileShareProbe probe)
    {
        byte[][] contents = [.. Enumerable.Range(1, 8).Select(number => FileShareProbe.Content(100_000, (byte)number))];
        IFileShare share = probe.UnderTest.Open();
        UploadResult[] results = await Task.WhenAll(contents.Select((content, i) =>
            Task.Run(() => share.StoreAsync(probe.Upload("a.pdf", content, $"upload-{i}"), probe.Cancellation).AsTask(), probe.Cancellation))).ConfigureAwait(false);
        byte[][] stored = [.. contents.Where((_, i) => results[i].Outcome is UploadOutcome.Stored)];
        probe.That(stored.Length > 0, "at least one is stored");
        if (probe.UnderTest.ReplacesSameName)
        {
            IReadOnlyDictionary<string, byte[]> visible = await probe.UnderTest.ReadAllAsync(probe.Cancellation).ConfigureAwait(false);
            probe.That(visible.Count is 1 && stored.Any(content => content.AsSpan().SequenceEqual(visible.Values.Single())), "the last one is there, whole");
        }
        else
        {
            await probe.VisibleContentsAsync("all that were stored are there, whole", stored).ConfigureAwait(false);
        }
    }
}
