using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class FileTypesTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [TestCase("id.pdf", "application/pdf", "pdf", ExpectedResult = "pdf")]
    [TestCase("ID.PDF", "Application/PDF", "pdf", ExpectedResult = "pdf")]
    [TestCase("id.jpg", "image/jpeg", "jpeg", ExpectedResult = "jpeg")]
    [TestCase("id.jpeg", "image/jpg", "jpeg", ExpectedResult = "jpeg")]
    [TestCase("id.JPE", "image/pjpeg", "jpeg", ExpectedResult = "jpeg")]
    [TestCase("my.best.proof.docx", Docx, "docx", ExpectedResult = "docx")]
    [TestCase("list.csv", "text/csv; charset=utf-8", "text", ExpectedResult = "csv")]
    [TestCase("list.csv", "application/vnd.ms-excel", "text", ExpectedResult = "csv")]
    [TestCase("note.txt", "text/plain;charset=utf-8", "text", ExpectedResult = "txt")]
    [TestCase("letter.doc", "application/msword", "ole", ExpectedResult = "doc")]
    [TestCase("id.pdf", null, "pdf", ExpectedResult = "pdf", Description = "no declared type is neutral")]
    [TestCase("id.pdf", "", "pdf", ExpectedResult = "pdf")]
    [TestCase("id.pdf", "application/octet-stream", "pdf", ExpectedResult = "pdf")]
    [TestCase("id.pdf. ", "application/pdf", "pdf", ExpectedResult = "pdf", Description = "the stored name is id.pdf")]
    [TestCase("../../id.pdf", "application/pdf", "pdf", ExpectedResult = "pdf", Description = "the name is made safe elsewhere")]
    public string A_file_is_accepted_when_name_type_and_bytes_agree(string name, string? mediaType, string detected) =>
        FileTypes.TryAccept(FileTypes.Words, name, mediaType, detected, out FileType? accepted) ? accepted.Word : "refused";

    [TestCase("pdf", "application/pdf", "application/x-pdf")]
    [TestCase("jpg", "image/jpeg", "image/jpg", "image/pjpeg")]
    [TestCase("png", "image/png", "image/x-png")]
    [TestCase("gif", "image/gif")]
    [TestCase("webp", "image/webp")]
    [TestCase("heic", "image/heic", "image/heif")]
    [TestCase("tif", "image/tiff")]
    [TestCase("bmp", "image/bmp", "image/x-ms-bmp", "image/x-bmp")]
    [TestCase("docx", Docx)]
    [TestCase("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [TestCase("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [TestCase("odt", "application/vnd.oasis.opendocument.text")]
    [TestCase("ods", "application/vnd.oasis.opendocument.spreadsheet")]
    [TestCase("odp", "application/vnd.oasis.opendocument.presentation")]
    [TestCase("doc", "application/msword")]
    [TestCase("xls", "application/vnd.ms-excel", "application/msexcel")]
    [TestCase("ppt", "application/vnd.ms-powerpoint", "application/mspowerpoint")]
    [TestCase("txt", "text/plain")]
    [TestCase("csv", "text/csv", "application/csv", "text/comma-separated-values", "text/plain", "application/vnd.ms-excel")]
    [TestCase("json", "application/json", "text/json", "text/plain")]
    [TestCase("xml", "application/xml", "text/xml", "text/plain")]
    [TestCase("rtf", "application/rtf", "text/rtf", "application/x-rtf")]
    [TestCase("mp4", "video/mp4", "audio/mp4")]
    [TestCase("mov", "video/quicktime")]
    [TestCase("mp3", "audio/mpeg", "audio/mp3")]
    [TestCase("wav", "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave")]
    [TestCase("zip", "application/zip", "application/x-zip-compressed")]
    public void Senders_declare_a_type_under_several_names(string extension, params string[] declared)
    {
        string detected = extension switch { "txt" or "csv" or "json" or "xml" => "text", "doc" or "xls" or "ppt" => "ole", "jpg" => "jpeg", "tif" => "tiff", _ => extension };
        Assert.That(declared.Where(d => !FileTypes.TryAccept([extension], $"a.{extension}", d, detected, out _)), Is.Empty);
        Assert.That(FileTypes.TryAccept([extension], $"a.{extension}", declared[0], detected, out FileType? type) ? type.MediaType : "", Is.EqualTo(declared[0]), "the first is stored");
    }

    [TestCase("fake.pdf", "application/pdf", "exe", Description = "an executable named .pdf")]
    [TestCase("setup.exe", "application/octet-stream", "exe")]
    [TestCase("id.pdf", "image/gif", "pdf", Description = "the declared type disagrees")]
    [TestCase("id.gif", "application/pdf", "pdf", Description = "the name disagrees")]
    [TestCase("id.pdf", "application/pdf", null, Description = "the bytes show nothing")]
    [TestCase("id.pdf", "application/pdf", "text")]
    [TestCase("pdf", "application/pdf", "pdf", Description = "no extension")]
    [TestCase(".pdf", "application/pdf", "pdf", Description = "only an extension: stored as 'pdf'")]
    [TestCase("id.pdf.exe", "application/pdf", "pdf")]
    [TestCase("id.", "application/pdf", "pdf")]
    [TestCase("", "application/pdf", "pdf")]
    [TestCase("id.pdf", "pdf", "pdf", Description = "no media type at all")]
    [TestCase("note.txt", "text/html", "text")]
    [TestCase("archive.docx", Docx, "zip", Description = "a plain archive is no document")]
    [TestCase("table.docx", Docx, "xlsx")]
    [TestCase("letter.doc", "application/msword", "docx")]
    [TestCase("id.pdf", "application/pdf", "PK", Description = "a content word nobody knows")]
    public void A_file_is_refused_when_they_disagree(string name, string? mediaType, string? detected) =>
        Assert.That(FileTypes.TryAccept(FileTypes.Words, name, mediaType, detected, out _), Is.False);

    [TestCase("pdf")]
    [TestCase(".pdf")]
    [TestCase("PDF")]
    [TestCase(".Pdf")]
    public void Accepted_types_ignore_case_and_a_leading_dot(string word) =>
        Assert.That(FileTypes.TryAccept(["png", word], "id.pdf", "application/pdf", "pdf", out _), Is.True);

    [Test]
    public void Jpeg_jpg_and_jpe_stand_for_one_another([Values("jpeg", "jpg", ".jpe")] string word, [Values("jpeg", "jpg", "jpe")] string extension) =>
        Assert.That(FileTypes.TryAccept([word], "photo." + extension, "image/jpeg", "jpeg", out _), Is.True);

    [Test]
    public void A_type_that_is_not_accepted_is_refused() =>
        Assert.That(FileTypes.TryAccept(["pdf", "png"], "a.gif", "image/gif", "gif", out _), Is.False);

    [Test]
    public void An_unknown_word_accepts_nothing()
    {
        Assert.That(FileTypes.IsKnown("exe"), Is.False);
        Assert.That(FileTypes.TryAccept(["exe"], "a.exe", null, "exe", out _), Is.False);
    }

    [Test]
    public void The_media_type_to_store_is_the_accepted_types_own()
    {
        Assert.That(FileTypes.TryAccept(["jpg"], "a.JPG", "application/octet-stream", "jpeg", out FileType? accepted), Is.True);
        Assert.That(accepted!.MediaType, Is.EqualTo("image/jpeg"));
    }

    [Test]
    public void An_office_document_named_and_declared_a_zip_archive_is_one([Values("docx", "xlsx", "pptx", "odt", "ods", "odp")] string detected) =>
        Assert.That(FileTypes.TryAccept(["zip"], "papers.zip", "application/zip", detected, out _), Is.True);

    [Test]
    public void Every_word_is_known_with_and_without_a_dot([ValueSource(typeof(FileTypes), nameof(FileTypes.Words))] string word)
    {
        Assert.That(FileTypes.IsKnown(word), Is.True);
        Assert.That(FileTypes.IsKnown("." + word.ToUpperInvariant()), Is.True);
        Assert.That(FileTypes.IsKnown(".." + word), Is.False);
    }

    [Test]
    public void Every_type_takes_a_file_of_its_own([ValueSource(typeof(FileTypes), nameof(FileTypes.Words))] string word)
    {
        Assert.That(FileTypes.TryFind(word, out FileType? type), Is.True);

        Assert.That(FileTypes.TryAccept([word], "file." + word, type!.MediaType, type.Contents[0], out FileType? accepted), Is.True);
        Assert.That(accepted, Is.SameAs(type));
    }
}
