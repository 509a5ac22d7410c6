using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ConversationInteractions.Files;
using ConversationInteractions.Language;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

public sealed class FileTypeRecognitionTests
{
    [TestCase("pdf", ExpectedResult = "pdf")]
    [TestCase("jpeg", ExpectedResult = "jpeg")]
    [TestCase("png", ExpectedResult = "png")]
    [TestCase("gif", ExpectedResult = "gif")]
    [TestCase("docx", ExpectedResult = "docx")]
    [TestCase("exe", ExpectedResult = "exe")]
    [TestCase("text", ExpectedResult = "text")]
    public async Task<string?> Sample_content_is_what_it_says(string kind) =>
        await FileTypeRecognition.DetectAsync(SampleContent.Create(kind, 200_000), CancellationToken.None);

    [TestCase("GIF87a", ExpectedResult = "gif")]
    [TestCase("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", ExpectedResult = "webp")]
    [TestCase("RIFF\u0001\u0002\u0003\u0004WAVEfmt ", ExpectedResult = "wav")]
    [TestCase("RIFF\u0001\u0002\u0003\u0004AVI LIST", ExpectedResult = null)]
    [TestCase("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", ExpectedResult = "heic")]
    [TestCase("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", ExpectedResult = "heic")]
    [TestCase("\0\0\0\u0018ftypmif1\0\0\0\0mif1iso8", ExpectedResult = null)]
    [TestCase("\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf", ExpectedResult = null)]
    [TestCase("\0\0\0\u0018ftypisom\0\0\u0002\0isomavc1", ExpectedResult = "mp4")]
    [TestCase("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", ExpectedResult = "mp4")]
    [TestCase("\0\0\0\u0014ftypqt  \0\0\0\0qt  ", ExpectedResult = "mov")]
    [TestCase("\0\0\0\u0010ftypxxxx\0\0\0\0isomisom", ExpectedResult = null, Description = "brands behind the first box do not count")]
    [TestCase("II*\0\u0008\0\0\0", ExpectedResult = "tiff")]
    [TestCase("MM\0*\0\0\0\u0008", ExpectedResult = "tiff")]
    [TestCase("BM\u0036\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0", ExpectedResult = "bmp")]
    [TestCase("{\\rtf1\\ansi Hello}", ExpectedResult = "rtf")]
    [TestCase("ID3\u0003\0\0\0\0\0\0", ExpectedResult = "mp3")]
    [TestCase("\u00FF\u00FB\u0090\u0064\0\0", ExpectedResult = "mp3")]
    [TestCase("\u00FF\u00F3\u0040\u00C0\0\0", ExpectedResult = "mp3")]
    [TestCase("\u00FF\u00FB\u00F0\u0064\0\0", ExpectedResult = null, Description = "no such bit rate")]
    [TestCase("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1\0\0", ExpectedResult = "ole")]
    [TestCase("\u007FELF\u0002\u0001\u0001\0", ExpectedResult = "exe")]
    [TestCase("\u00CF\u00FA\u00ED\u00FE\u0007\0\0\u0001", ExpectedResult = "exe")]
    [TestCase("#!/bin/sh\nrm -rf ~\n", ExpectedResult = "exe")]
    [TestCase("\0\0\0\0", ExpectedResult = null)]
    [TestCase("%PD", ExpectedResult = "text", Description = "cut before the signature ends")]
    public async Task<string?> Leading_bytes_tell_the_type(string latin1) => await DetectAsync(Encoding.Latin1.GetBytes(latin1));

    [Test]
    public async Task An_empty_file_shows_nothing() => Assert.That(await DetectAsync([]), Is.Null);

    [TestCase("a,b\r\n1,2\r\n")]
    [TestCase("tab\tand page\f")]
    [TestCase("Grüße, 你好, 🙂")]
    [TestCase("MZ is the mark of Mark Zbikowski")]
    [TestCase("BMW and ID3, two texts")]
    [TestCase("{ \"a\": 1 }")]
    [TestCase("<?xml version=\"1.0\"?><a/>")]
    [TestCase("x")]
    public async Task Text_is_text_in_utf_8_and_in_utf_16_with_a_mark(string text)
    {
        Assert.That(await DetectAsync(Encoding.UTF8.GetBytes(text)), Is.EqualTo("text"));
        Assert.That(await DetectAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]), Is.EqualTo("text"));
        Assert.That(await DetectAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]), Is.EqualTo("text"));
        Assert.That(await DetectAsync([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]), Is.EqualTo("text"));
    }

    [TestCase("a\0b")]
    [TestCase("a\u001B[31mred")]
    [TestCase("bell\a")]
    [TestCase("delete\u007F")]
    [TestCase("next\u0090")]
    public async Task Control_characters_are_not_text(string text)
    {
        Assert.That(await DetectAsync(Encoding.UTF8.GetBytes(text)), Is.Null);
        Assert.That(await DetectAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]), Is.Null);
    }

    [TestCase(new byte[] { 0x61, 0xE9, 0x62 }, Description = "Latin-1")]
    [TestCase(new byte[] { 0xC3 }, Description = "cut inside a character")]
    [TestCase(new byte[] { 0xC0, 0x80 }, Description = "overlong")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, Description = "half a surrogate pair")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x61 }, Description = "half a unit")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00 }, Description = "UTF-32")]
    public async Task Bytes_that_are_no_characters_are_not_text(byte[] bytes) => Assert.That(await DetectAsync(bytes), Is.Null);

    [Test]
    public async Task A_character_across_the_end_of_what_is_looked_at_is_no_fault([Values(0, 1, 2, 3)] int offset)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('x', offset) + string.Concat(Enumerable.Repeat("🙂", 20_000)));

        Assert.That(await DetectAsync(text), Is.EqualTo("text"));
    }

    [TestCase("word/document.xml", ExpectedResult = "docx")]
    [TestCase("xl/workbook.xml", ExpectedResult = "xlsx")]
    [TestCase("ppt/presentation.xml", ExpectedResult = "pptx")]
    [TestCase("readme.txt", ExpectedResult = "zip")]
    [TestCase("WORD/document.xml", ExpectedResult = "docx")]
    [TestCase("other/word/document.xml", ExpectedResult = "zip")]
    public async Task<string?> Office_documents_are_told_from_archives_by_their_entries(string part) =>
        await DetectAsync(Zip("[Content_Types].xml", "_rels/.rels", part));

    [Test]
    public async Task The_order_of_entries_does_not_matter()
    {
        byte[] document = Zip("word/media/image1.png", "word/document.xml", "_rels/.rels", "[Content_Types].xml");

        Assert.That(await DetectAsync(document), Is.EqualTo("docx"));
    }

    [Test]
    public async Task Entries_far_behind_large_ones_are_found_where_the_stream_can_be_moved_about_in()
    {
        byte[] document = Zip(CompressionLevel.NoCompression, ("word/media/film.mp4", 300_000), ("word/document.xml", 10), ("[Content_Types].xml", 10));

        Assert.That(await DetectAsync(document), Is.EqualTo("docx"));
        Assert.That(await FileTypeRecognition.DetectAsync(new ForwardOnlyStream(document), CancellationToken.None), Is.EqualTo("zip"));
    }

    [Test]
    public async Task Without_a_directory_the_entries_own_headers_tell()
    {
        byte[] document = Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
        byte[] padded = [.. document.AsSpan(0, document.AsSpan().IndexOf("PK\u0001\u0002"u8)), .. new byte[50_000]];

        Assert.That(await DetectAsync(padded), Is.EqualTo("docx"));
        Assert.That(await FileTypeRecognition.DetectAsync(new ForwardOnlyStream(document), CancellationToken.None), Is.EqualTo("docx"));
    }

    [Test]
    public async Task Entries_whose_length_stands_behind_them_are_found()
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(new ForwardOnlyStream(bytes), ZipArchiveMode.Create))
        {
            Add(archive, "[Content_Types].xml", 500, CompressionLevel.Optimal);
            Add(archive, "word/document.xml", 500, CompressionLevel.Optimal);
        }

        Assert.That(await FileTypeRecognition.DetectAsync(new ForwardOnlyStream(bytes.ToArray()), CancellationToken.None), Is.EqualTo("docx"));
    }

    [Test]
    public async Task A_document_inside_an_archive_does_not_make_the_archive_one()
    {
        byte[] inner = Zip("[Content_Types].xml", "word/document.xml");
        using MemoryStream outer = new();
        using (ZipArchive archive = new(outer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("letter.docx", CompressionLevel.NoCompression).Open();
            entry.Write(inner);
        }

        Assert.That(await DetectAsync(outer.ToArray()), Is.EqualTo("zip"));
        Assert.That(await FileTypeRecognition.DetectAsync(new ForwardOnlyStream(outer.ToArray()), CancellationToken.None), Is.EqualTo("zip"));
    }

    [Test]
    public async Task A_document_with_macros_is_no_docx() =>
        Assert.That(await DetectAsync(Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")), Is.EqualTo("zip"));

    [Test]
    public async Task An_archive_that_is_two_documents_is_neither() =>
        Assert.That(await DetectAsync(Zip("[Content_Types].xml", "word/document.xml", "xl/workbook.xml")), Is.EqualTo("zip"));

    [TestCase("application/vnd.oasis.opendocument.text", ExpectedResult = "odt")]
    [TestCase("application/vnd.oasis.opendocument.spreadsheet", ExpectedResult = "ods")]
    [TestCase("application/vnd.oasis.opendocument.presentation", ExpectedResult = "odp")]
    [TestCase("application/vnd.oasis.opendocument.text-template", ExpectedResult = "zip")]
    [TestCase("application/epub+zip", ExpectedResult = "zip")]
    public async Task<string?> Open_documents_name_their_type_in_their_first_entry(string mediaType)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (Stream entry = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
            {
                entry.Write(Encoding.ASCII.GetBytes(mediaType));
            }
            Add(archive, "content.xml", 100, CompressionLevel.Optimal);
        }
        return await DetectAsync(bytes.ToArray());
    }

    [Test]
    public async Task An_empty_archive_is_an_archive() => Assert.That(await DetectAsync(Zip()), Is.EqualTo("zip"));

    [Test]
    public async Task A_damaged_directory_is_passed_over([Values(12, 16)] int field)
    {
        byte[] document = Zip("[Content_Types].xml", "word/document.xml");
        BinaryPrimitives.WriteUInt32LittleEndian(document.AsSpan(document.Length - 22 + field), uint.MaxValue);

        Assert.That(await DetectAsync(document), Is.EqualTo("docx"));
    }

    [Test]
    public async Task Every_cut_of_a_document_is_looked_at_without_an_exception()
    {
        byte[] document = Zip("[Content_Types].xml", "word/document.xml");
        for (int length = 0; length <= document.Length; length++)
        {
            Assert.That(await DetectAsync(document[..length]), Is.AnyOf(null, "text", "zip", "docx"), $"cut to {length} bytes");
        }
    }

    [Test]
    public async Task A_pdf_header_behind_other_bytes_is_no_pdf()
    {
        Assert.That(await DetectAsync([0x00, .. "%PDF-1.7"u8]), Is.Null);
        Assert.That(await DetectAsync([.. "MZ"u8, 0x90, 0x00, .. "%PDF-1.7"u8]), Is.EqualTo("exe"));
    }

    [Test]
    public async Task A_gif_with_an_archive_behind_it_stays_a_gif()
    {
        byte[] polyglot = [.. "GIF89a"u8, .. new byte[20], .. Zip("[Content_Types].xml", "word/document.xml")];

        string? detected = await DetectAsync(polyglot);

        Assert.That(detected, Is.EqualTo("gif"));
        Assert.That(FileTypes.TryAccept(FileTypes.Words, "a.zip", "application/zip", detected, out _), Is.False);
    }

    [Test]
    public async Task A_stream_that_gives_one_byte_at_a_time_is_read_on() =>
        Assert.That(await FileTypeRecognition.DetectAsync(new ForwardOnlyStream("%PDF-1.7"u8.ToArray(), mostAtOnce: 1), CancellationToken.None), Is.EqualTo("pdf"));

    private static async Task<string?> DetectAsync(byte[] bytes) =>
        await FileTypeRecognition.DetectAsync(new MemoryStream(bytes), CancellationToken.None);

    private static byte[] Zip(params string[] names) => Zip(CompressionLevel.Optimal, [.. names.Select(name => (name, 100))]);

    private static byte[] Zip(CompressionLevel level, params (string Name, int Bytes)[] entries)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, int length) in entries)
            {
                Add(archive, name, length, level);
            }
        }
        return bytes.ToArray();
    }

    private static void Add(ZipArchive archive, string name, int bytes, CompressionLevel level)
    {
        using Stream entry = archive.CreateEntry(name, level).Open();
        entry.Write(Encoding.ASCII.GetBytes(new string('x', bytes)));
    }
}
