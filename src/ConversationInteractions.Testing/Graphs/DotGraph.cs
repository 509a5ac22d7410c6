using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Writes a graph in the DOT language: dialogs as clusters, interactions as nodes.</summary>
internal static class DotGraph
{
    private const int LongestText = 60;

    public static string Write(BotGraph graph)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"digraph {Quote(graph.Bot)} {{\n");
        text.Append("  graph [rankdir=TB, fontname=\"Helvetica\", compound=true];\n  node [fontname=\"Helvetica\", fontsize=11, shape=box, style=rounded];\n  edge [fontname=\"Helvetica\", fontsize=9];\n");
        for (int d = 0; d < graph.Dialogs.Count; d++)
        {
            GraphDialog dialog = graph.Dialogs[d];
            string kind = GraphTexts.Dialog(dialog.Kind);
            text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{d} {{\n    label={Quote(kind.Length == 0 ? dialog.Name : $"{dialog.Name} ({kind})")};\n    style=rounded;\n");
            if (dialog.Rows.Count == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    d{d}r0 [label=\"\"];\n");
            }

            for (int r = 0; r < dialog.Rows.Count; r++)
            {
                GraphRow row = dialog.Rows[r];
                text.Append(CultureInfo.InvariantCulture, $"    d{d}r{r} [label={Quote(row.Name is null ? row.Text : $"{row.Name}: {row.Text}")}, shape={Shape(row.Kind)}];\n");
            }

            text.Append("  }\n");
        }

        foreach ((int number, GraphArrow arrow) in GraphArrow.Of(graph).Index())
        {
            string from = string.Create(CultureInfo.InvariantCulture, $"d{arrow.Dialog}r{arrow.Row}");
            string end = arrow.Target is { } target ? string.Create(CultureInfo.InvariantCulture, $"d{target.Dialog}r{target.Row ?? 0}") : string.Create(CultureInfo.InvariantCulture, $"end{number}");
            if (arrow.Target is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {end} [label={Quote(arrow.End)}, shape=plaintext];\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"  {from} -> {end}{(arrow.Label.Length == 0 ? "" : $" [label={Quote(arrow.Label)}]")};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Shape(GraphRowKind kind) => kind switch
    {
        GraphRowKind.Starter => "oval",
        GraphRowKind.Question => "hexagon",
        GraphRowKind.Call => "component",
        GraphRowKind.Transfer => "parallelogram",
        GraphRowKind.Upload => "folder",
        _ => "box",
    };

    /// <summary>A quoted text; backslashes are doubled because DOT reads escapes in labels.</summary>
    private static string Quote(string text) =>
        $"\"{GraphTexts.Cut(GraphTexts.OneLine(text), LongestText).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
