using System.Globalization;
using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Writes a graph as a Mermaid flowchart: dialogs as subgraphs, interactions as nodes.</summary>
internal static class MermaidGraph
{
    private const int LongestText = 60;
    private const string Harmless = " .,:=?!()[]{}$/'@%";

    public static string Write(BotGraph graph)
    {
        StringBuilder text = new("flowchart TD\n");
        for (int d = 0; d < graph.Dialogs.Count; d++)
        {
            GraphDialog dialog = graph.Dialogs[d];
            string kind = GraphTexts.Dialog(dialog.Kind);
            text.Append(CultureInfo.InvariantCulture, $"  subgraph d{d}[\"{Escape(kind.Length == 0 ? dialog.Name : $"{dialog.Name} ({kind})")}\"]\n");
            if (dialog.Rows.Count == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    d{d}r0[\" \"]\n");
            }

            for (int r = 0; r < dialog.Rows.Count; r++)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Node(dialog.Rows[r], $"d{d}r{r}")}\n");
            }

            text.Append("  end\n");
        }

        foreach ((int number, GraphArrow arrow) in GraphArrow.Of(graph).Index())
        {
            // A jump to a dialog leads to its first interaction: an arrow to a subgraph keeps its inside from being drawn.
            string label = arrow.Label.Length == 0 ? "" : $"|\"{Escape(arrow.Label)}\"|";
            string end = arrow.Target is { } target ? Name(target.Dialog, target.Row ?? 0) : string.Create(CultureInfo.InvariantCulture, $"end{number}([\"{Escape(arrow.End)}\"])");
            text.Append(CultureInfo.InvariantCulture, $"  {Name(arrow.Dialog, arrow.Row)} {(arrow.IsJump ? "-.->" : "-->")}{label} {end}\n");
        }

        return text.ToString();
    }

    private static string Name(int dialog, int row) => string.Create(CultureInfo.InvariantCulture, $"d{dialog}r{row}");

    private static string Node(GraphRow row, string id)
    {
        string label = Escape(row.Name is null ? row.Text : $"{row.Name}: {row.Text}");
        return row.Kind switch
        {
            GraphRowKind.Starter => $"{id}([\"{label}\"])",
            GraphRowKind.Question => $"{id}{{{{\"{label}\"}}}}",
            GraphRowKind.Call => $"{id}[[\"{label}\"]]",
            GraphRowKind.Transfer => $"{id}[/\"{label}\"/]",
            GraphRowKind.Upload => $"{id}[(\"{label}\")]",
            _ => $"{id}[\"{label}\"]",
        };
    }

    /// <summary>Everything that Mermaid or the HTML it makes could understand becomes a character code.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in GraphTexts.Cut(text, LongestText).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (rune.Value < 0x80 ? Harmless.Contains((char)rune.Value, StringComparison.Ordinal) : rune.Value is '…' or '·' or '≠'))
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.Length == 0 ? " " : escaped.ToString();
    }
}
