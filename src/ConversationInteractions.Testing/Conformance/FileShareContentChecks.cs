namespace ConversationInteractions.Testing;

/// <summary>What is stored is what was uploaded.</summary>
internal static class FileShareContentChecks
{
    public static (string Name, Func<FileShareProbe, Task> Check)[] All { get; } =
    [
        ("A file is stored whole under its path", WholeAsync),
        ("An empty file is stored", EmptyAsync),
        ("Names in other scripts, with blanks and brackets are kept", UnicodeAsync),
        ("Files of one name in different folders are different files", FoldersAsync),
        ("Progress rises to the size of the file", ProgressAsync),
        ("No part of a file is visible while it is uploaded", HiddenAsync),
    ];

    private static async Task WholeAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(3_000_001);
        await probe.StoreAsync(probe.Upload("conversation-1/id card.pdf", content)).ConfigureAwait(false);
        await probe.VisibleAsync("the file is there", ("conversation-1/id card.pdf", content)).ConfigureAwait(false);
    }

    private static async Task EmptyAsync(FileShareProbe probe)
    {
        await probe.StoreAsync(probe.Upload("empty.pdf", [])).ConfigureAwait(false);
        await probe.VisibleAsync("the file is there", ("empty.pdf", [])).ConfigureAwait(false);
    }

    private static async Task UnicodeAsync(FileShareProbe probe)
    {
        const string Path = "Zoë/履歴書 (Lebenslauf) - größer_2.pdf";
        byte[] content = FileShareProbe.Content(1_000);
        await probe.StoreAsync(probe.Upload(Path, content)).ConfigureAwait(false);
        await probe.VisibleAsync("the file has its name", (Path, content)).ConfigureAwait(false);
    }

    private static async Task FoldersAsync(FileShareProbe probe)
    {
        byte[] first = FileShareProbe.Content(1_000, 1);
        byte[] second = FileShareProbe.Content(1_000, 2);
        await probe.StoreAsync(probe.Upload("a/x.pdf", first, "upload-1")).ConfigureAwait(false);
        await probe.StoreAsync(probe.Upload("b/x.pdf", second, "upload-2")).ConfigureAwait(false);
        await probe.VisibleAsync("both are there", ("a/x.pdf", first), ("b/x.pdf", second)).ConfigureAwait(false);
    }

    private static async Task ProgressAsync(FileShareProbe probe)
    {
        RisingProgress progress = new();
        byte[] content = FileShareProbe.Content(500_000);
        await probe.StoreAsync(probe.Upload("a.pdf", content) with { Progress = progress }).ConfigureAwait(false);
        probe.That(!progress.HasFallen, "progress never goes back");
        probe.That(progress.Last == content.Length, $"the last progress is the size, {content.Length} bytes, but was {progress.Last}");
    }

    private static async Task HiddenAsync(FileShareProbe probe)
    {
        byte[] content = FileShareProbe.Content(500_000);
        await probe.StoreAsync(probe.Upload("a.pdf", content, beforeRead: async (given, _) =>
        {
            if (given >= 250_000 && given < content.Length)
            {
                await probe.VisibleAsync("nothing is visible before the file is whole").ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        await probe.VisibleAsync("the file is there", ("a.pdf", content)).ConfigureAwait(false);
    }

    private sealed class RisingProgress : IProgress<long>
    {
        private readonly Lock _lock = new();

        public long Last { get; private set; }

        public bool HasFallen { get; private set; }

        public void Report(long value)
        {
            lock (_lock)
            {
                HasFallen |= value < Last;
                Last = value;
            }
        }
    }
}
