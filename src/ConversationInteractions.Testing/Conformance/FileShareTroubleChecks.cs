using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Uploads that do not reach their end.</summary>
internal static class FileShareTroubleChecks
{
    private const int Half = 250_000;

    public static (string Name, Func<FileShareProbe, Task> Check)[] All { get; } =
    [
        ("A stream that breaks halfway leaves nothing visible", BrokenAsync),
        ("Cancelling halfway leaves nothing visible", CancelledAsync),
        ("An upload that was cancelled before it began stores nothing", CancelledBeforeAsync),
        ("A stream shorter than announced is not stored", rule => OtherLengthAsync(rule, 100_001)),
        ("A stream longer than announced is not stored", rule => OtherLengthAsync(rule, 99_999)),
        ("An upload that failed may succeed later under the same id", LaterAsync),
        ("A failed upload harms nothing that is there", UnharmedAsync),
    ];

    private static async Task BrokenAsync(FileShareProbe probe)
    {
        await probe.FailAsync(Breaking(probe), probe.Cancellation).ConfigureAwait(false);
        await probe.VisibleAsync("nothing is visible").ConfigureAwait(false);
    }

    private static async Task CancelledAsync(FileShareProbe probe)
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(probe.Cancellation);
        FileUploadRequest upload = probe.Upload("a.pdf", FileShareProbe.Content(2 * Half), beforeRead: async (given, cancellation) =>
        {
            if (given >= Half)
            {
                await cancelled.CancelAsync().ConfigureAwait(false);
                // A share that does not pass its token on would go on here.
                cancellation.ThrowIfCancellationRequested();
            }
        });
        await probe.FailAsync(upload, cancelled.Token).ConfigureAwait(false);
        await probe.VisibleAsync("nothing is visible").ConfigureAwait(false);
    }

    private static async Task CancelledBeforeAsync(FileShareProbe probe)
    {
        await probe.FailAsync(probe.Upload("a.pdf", FileShareProbe.Content(1_000)), new CancellationToken(canceled: true)).ConfigureAwait(false);
        await probe.VisibleAsync("nothing is visible").ConfigureAwait(false);
    }

    private static async Task OtherLengthAsync(FileShareProbe probe, long announced)
    {
        await probe.FailAsync(probe.Upload("a.pdf", FileShareProbe.Content(100_000)) with { Bytes = announced }, probe.Cancellation).ConfigureAwait(false);
        await probe.VisibleAsync("nothing is visible").ConfigureAwait(false);
    }

    private static async Task LaterAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(2 * Half);
        await probe.FailAsync(Breaking(probe), probe.Cancellation).ConfigureAwait(false);
        await probe.StoreAsync(probe.Upload("a.pdf", content)).ConfigureAwait(false);
        await probe.VisibleAsync("the file is there", ("a.pdf", content)).ConfigureAwait(false);
    }

    private static async Task UnharmedAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(1_000, 9);
        await probe.StoreAsync(probe.Upload("a.pdf", content, "upload-0")).ConfigureAwait(false);
        await probe.FailAsync(Breaking(probe), probe.Cancellation).ConfigureAwait(false);
        await probe.VisibleAsync("the file that was there is whole", ("a.pdf", content)).ConfigureAwait(false);
    }

    private static FileUploadRequest Breaking(FileShareProbe probe) => probe.Upload(
        "a.pdf",
        FileShareProbe.Content(2 * Half),
        beforeRead: (given, _) => given < Half ? ValueTask.CompletedTask : throw new IOException("The stream broke."));
}
