using Microsoft.CodeAnalysis.CSharp;

namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>What a README shows compiles as it stands.</summary>
public sealed class ReadmeSnippetTests
{
    /// <summary>Code against packages that nothing here depends on, such as the SDK of another bot framework; that it is C# is all that can be told.</summary>
    private static IEnumerable<ReadmeSnippet> PiecesForOthers => ReadmeSnippet.Of("cs");

    private static IEnumerable<ReadmeSnippet> Pieces => ReadmeSnippet.All.Where(snippet => snippet.Caption is null);

    [TestCaseSource(nameof(Pieces))]
    public void A_snippet_compiles(ReadmeSnippet snippet) =>
        Assert.That(SnippetCompiler.Compile(snippet), Is.Empty, () => $"{snippet} does not compile:\n{snippet.Code}");

    [TestCaseSource(nameof(PiecesForOthers))]
    public void A_snippet_for_other_packages_is_well_formed(ReadmeSnippet snippet) =>
        Assert.That(CSharpSyntaxTree.ParseText(snippet.Code).GetDiagnostics(), Is.Empty);
}
