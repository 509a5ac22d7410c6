using System.Text;

namespace ConversationInteractions.Testing.Tests;

public sealed class SampleContentTests
{
    [TestCase("pdf", "%PDF-1.7")]
    [TestCase("gif", "GIF89a")]
    [TestCase("exe", "MZ")]
    [TestCase("text", "The quick brown fox")]
    [TestCase("docx", "PK\u0003\u0004")]
    public void Begins_with_the_bytes_of_its_kind(string kind, string leading)
    {
        using Stream content = SampleContent.Create(kind, 2_048);

        byte[] bytes = new byte[leading.Length];
        content.ReadExactly(bytes);

        Assert.That(Encoding.Latin1.GetString(bytes), Is.EqualTo(leading));
    }

    [Test]
    public void Has_exactly_the_size_asked_for([Values("pdf", "jpeg", "png", "gif", "docx", "exe", "text")] string kind, [Values(0, 1, 100, 100_000)] int size)
    {
        using Stream content = SampleContent.Create(kind, size);
        using MemoryStream copy = new();

        content.CopyTo(copy, bufferSize: 777);

        Assert.That(copy.Length, Is.EqualTo(size));
        Assert.That(content.Length, Is.EqualTo(size));
    }

    [Test]
    public void Is_the_same_however_it_is_read([Values("docx", "text")] string kind)
    {
        using Stream whole = SampleContent.Create(kind, 500);
        using Stream piecemeal = SampleContent.Create(kind, 500);
        byte[] expected = new byte[500];
        whole.ReadExactly(expected);

        byte[] actual = new byte[500];
        for (int i = 499; i >= 0; i--)
        {
            piecemeal.Position = i;
            actual[i] = (byte)piecemeal.ReadByte();
        }

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Five_gigabytes_are_made_as_they_are_read()
    {
        using Stream content = SampleContent.Create("pdf", 5L << 30);

        content.Seek(-1, SeekOrigin.End);

        Assert.That(content.ReadByte(), Is.Zero);
        Assert.That(content.ReadByte(), Is.EqualTo(-1));
    }

    [Test]
    public void An_unknown_kind_is_refused_with_the_kinds_there_are() =>
        Assert.That(() => SampleContent.Create("virus", 10), Throws.ArgumentException.With.Message.Contains("docx, exe, gif, jpeg, pdf, png, text"));
}
