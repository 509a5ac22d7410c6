using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConversationInteractions.Packages.Tests.Snippets;

/// <summary>Compiles a piece of a README inside the frame: the names that its text takes for granted.</summary>
internal static class SnippetCompiler
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles, and returns the errors.</summary>
    public static IReadOnlyList<string> Compile(ReadmeSnippet snippet)
    {
        string frame = File.ReadAllText(Repository.PathOf("tests", "ConversationInteractions.Packages.Tests", "Snippets", "Frame.txt"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(frame, Language, "Frame.txt"), CSharpSyntaxTree.ParseText(Source(snippet), Language, snippet.ToString())],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
    }

    /// <summary>Types stand in the namespace, statements in a method, members in a class; a chain goes on from the registration.</summary>
    private static string Source(ReadmeSnippet snippet)
    {
        string code = snippet.Code.TrimStart().StartsWith('.') ? $"builder.Services.AddConversationInteractions(){snippet.Code}" : snippet.Code;
        CompilationUnitSyntax asFile = Parse(Closed(code));
        string usings = string.Concat(asFile.Usings.Select(u => u.ToFullString()));
        string body = string.Concat(asFile.Members.OfType<GlobalStatementSyntax>().Select(s => s.ToFullString()));
        string types = string.Concat(asFile.Members.Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).Select(t => t.ToFullString()));
        string members = "";
        CompilationUnitSyntax asMembers = Parse($"class C {{\n{snippet.Code}\n}}");
        if (Sound(asMembers) && !Sound(asFile) && asMembers.Members is [ClassDeclarationSyntax holder])
        {
            (members, body, types) = (string.Concat(holder.Members.Select(m => m.ToFullString())), "", "");
        }

        return $$"""
            using ConversationInteractions;
            using ConversationInteractions.Definitions;
            using ConversationInteractions.Interpretation;
            using ConversationInteractions.Language;
            using ConversationInteractions.Model;
            using ConversationInteractions.Runtime;
            {{File.ReadAllText(Repository.PathOf("tests", "ConversationInteractions.Packages.Tests", "Snippets", "Usings.txt"))}}
            using Frame;
            {{usings}}

            namespace Snippet
            {
                {{types}}

                public class Reader : FrameNames
                {
                    {{members}}

                    public async Task Run()
                    {
                        await Task.Yield();
                        {{body}}
                    }
                }
            }
            """;
    }

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, Language).GetCompilationUnitRoot();

    private static bool Sound(SyntaxNode node) => !node.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error && d.Id is not ("CS8805" or "CS8803"));

    private static string Closed(string code) => code.TrimEnd() is { } text && (text.EndsWith(';') || text.EndsWith('}')) && Sound(Parse(text)) ? text : $"{code.TrimEnd()};";
}
