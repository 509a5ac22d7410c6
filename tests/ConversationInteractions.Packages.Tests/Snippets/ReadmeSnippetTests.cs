namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>What a README shows compiles as it stands.</summary>
public sealed class ReadmeSnippetTests
{
    private static IEnumerable<ReadmeSnippet> Pieces => ReadmeSnippet.All.Where(snippet => snippet.Caption is null);

    [TestCaseSource(nameof(Pieces))]
    public void A_snippet_compiles(ReadmeSnippet snippet) =>
        Assert.That(SnippetCompiler.Compile(snippet), Is.Empty, () => $"{snippet} does not compile:\n{snippet.Code}");

    [Test]
    public void Every_piece_of_code_is_marked_so_that_it_is_compiled() =>
        Assert.That(ReadmeSnippet.Readmes().SelectMany(File.ReadAllLines), Has.None.EqualTo("```cs").And.None.EqualTo("```c#"), "write ```csharp");
}
