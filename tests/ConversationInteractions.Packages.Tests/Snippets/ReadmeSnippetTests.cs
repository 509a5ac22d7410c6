namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>What a README shows compiles as it stands.</summary>
public sealed class ReadmeSnippetTests
{
    private static IEnumerable<ReadmeSnippet> Pieces => ReadmeSnippet.All.Where(snippet => snippet.Caption is null);

    [TestCaseSource(nameof(Pieces))]
    public void A_snippet_compiles(ReadmeSnippet snippet) =>
        Assert.That(SnippetCompiler.Compile(snippet), Is.Empty, () => $"{snippet} does not compile:\n{snippet.Code}");
}
