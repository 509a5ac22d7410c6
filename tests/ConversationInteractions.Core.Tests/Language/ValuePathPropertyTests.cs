using System.Text.Json;
using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class ValuePathPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    private static readonly Gen<string> PathText =
        from segments in Gen.ListOf(Gen.Frequency(
            (8, Gen.Elements(".a", ".b", "['a']", "[0]", "[1]", "[*]")),
            (1, Gen.Elements(".", "[", "]", "'", "\\", "$", "*", "\ud800", "[-1]", "['a"))))
        select "$" + string.Concat(segments.Take(6));

    private static Gen<string> Json(int depth)
    {
        var scalar = Gen.Elements("1", "\"x\"", "null", "true", "\"\\ud800\"", "\"\\\"\\\\\"");
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Gen.ListOf(Json(depth - 1)).Select(items => $"[{string.Join(',', items.Take(3))}]"),
                from a in Json(depth - 1)
                from b in Json(depth - 1)
                from name in Gen.Elements("b", "\\ud800", "\\u0061", "c")
                select $"{{\"a\":{a},\"{name}\":{b}}}");
    }

    [Test]
    public void Any_text_is_a_path_or_has_an_error() =>
        Check.One(Thorough, Prop.ForAll(PathText.ToArbitrary(), text =>
            ValuePath.TryParse(text, out ValuePath? path, out string? error) ? path.Text == text : error.Contains("character", StringComparison.Ordinal)));

    [Test]
    public void Any_path_reads_any_document_and_a_list_where_it_has_a_wildcard() =>
        Check.One(Thorough, Prop.ForAll(PathText.ToArbitrary(), Json(3).ToArbitrary(), (text, json) =>
        {
            using var document = JsonDocument.Parse(json);
            return !ValuePath.TryParse(text, out ValuePath? path, out _)
                || !path.TryRead(document.RootElement, out Value value)
                || !path.HasWildcard
                || value.IsList;
        }));
}
