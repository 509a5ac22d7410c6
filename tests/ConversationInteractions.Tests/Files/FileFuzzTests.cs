using System.Text;
using ConversationInteractions.Files;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

/// <summary>Files and paths of any content: known or not known, never an exception, and never a way out of the share.</summary>
public sealed class FileFuzzTests
{
    private static readonly byte[][] Sound = [.. new[] { "pdf", "jpeg", "png", "gif", "docx", "exe", "text" }.Select(Content)];

    private static readonly byte[][] Tokens =
        [.. new[] { "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "\u00ff\u00ff\u00ff\u00ff", "\0\0\0\0", "word/document.xml", "[Content_Types].xml", "ftyp", "RIFF", "%PDF-", "ID3" }.Select(Encoding.Latin1.GetBytes)];

    private static readonly string[] PathPieces = ["a", "/", "/", "..", ".", " ", "con", "nul.txt", ".incoming", "\\", ":", "file.pdf", "\u00e9", "\U0001F600", "\0", new string('x', 120)];

    [Test]
    public async Task The_type_of_a_spoiled_file_is_known_or_not() => await Fuzz.RunAsync(1_500, random => Spoiled.Bytes(Sound[random.Next(Sound.Length)], random, Tokens), async file =>
    {
        string? whole = await FileTypeRecognition.DetectAsync(new MemoryStream(file), CancellationToken.None);
        string? forwardOnly = await FileTypeRecognition.DetectAsync(new ForwardOnlyStream(new MemoryStream(file)), CancellationToken.None);
        Assert.That(whole, Is.Null.Or.Length.InRange(2, 8));
        Assert.That(forwardOnly, Is.Null.Or.Length.InRange(2, 8));
    });

    [Test]
    public async Task The_directory_of_a_spoiled_archive_is_read_or_not() => await Fuzz.RunAsync(1_500, random => Spoiled.Bytes(Sound[4], random, Tokens), async file =>
    {
        IReadOnlyList<string>? names = await ZipDirectory.ReadNamesAsync(new MemoryStream(file), CancellationToken.None);
        Assert.That(names, Is.Null.Or.Count.LessThanOrEqualTo(file.Length / 46));
    });

    [Test]
    public void Any_text_is_a_path_inside_the_share_or_has_a_problem() => Fuzz.Run(5_000, random => Spoiled.Text(random, 9, PathPieces), text =>
    {
        if (SharePath.Parse(text, out SharePath? path) is { } problem)
        {
            Assert.That(problem.StartsWith("The path '", StringComparison.Ordinal), Is.True, problem);
            Assert.That(problem.Any(char.IsControl), Is.False);
            Assert.That(path, Is.Null);
            return;
        }

        string root = Path.Combine(Path.GetTempPath(), "share");
        foreach (string relative in new[] { path!.WithNumber(1), path.WithNumber(12) })
        {
            Assert.That(Path.GetFullPath(Path.Combine(root, relative)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal), Is.True, relative);
            Assert.That(relative.Split('/').Select(Encoding.UTF8.GetByteCount), Is.All.InRange(1, 255));
        }
    });

    [Test]
    public void A_spoiled_record_of_an_upload_is_none_or_is_written_as_it_was() => Fuzz.Run(
        3_000,
        random => Encoding.UTF8.GetString(Spoiled.Bytes(Encoding.UTF8.GetBytes(new UploadRecord("a/b.pdf", 12, new string('0', 64)).ToString()), random)),
        text =>
        {
            if (UploadRecord.Parse(text) is { } record)
            {
                Assert.That(UploadRecord.Parse(record.ToString()), Is.EqualTo(record));
            }
        });

    private static byte[] Content(string kind)
    {
        using MemoryStream file = new();
        SampleContent.Create(kind, 2_000).CopyTo(file);
        return file.ToArray();
    }
}
