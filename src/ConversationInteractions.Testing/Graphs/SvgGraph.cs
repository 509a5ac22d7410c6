using System.Globalization;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Draws a graph as SVG.</summary>
/// <param name="graph">The graph.</param>
/// <param name="layout">Where everything stands.</param>
/// <param name="marks">What a conversation has reached, if it is marked.</param>
/// <param name="isStandalone">Whether the picture brings its own style; a page that holds it in its own text brings <see cref="GraphStyle"/>.</param>
internal sealed class SvgGraph(BotGraph graph, GraphLayout layout, GraphMarks? marks, bool isStandalone)
{
    private const int Colors = 6;
    private const int Padding = 14;
    private const int IconSize = 16;
    private const int TextLeft = Padding + IconSize + 10;
    private const int TextRoom = GraphBox.Width - TextLeft - Padding;
    private const int NextRoom = 132;

    private readonly SvgText _svg = new();
    private readonly HashSet<string> _visited = [.. marks?.Visited ?? []];
    private readonly HashSet<(string From, string To)> _steps = [.. (marks?.Steps ?? []).Select(step => (step.From, step.To))];
    private readonly Dictionary<GraphTarget, int> _colors = [];

    public string Write()
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"width=\"{layout.Width}\" height=\"{layout.Height}\" viewBox=\"0 0 {layout.Width} {layout.Height}\"");
        _svg.Open($"svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cg\" role=\"group\" {size}").Title($"The dialogs of {graph.Bot}");
        if (isStandalone)
        {
            _svg.Open("style").Text(GraphStyle.Css).Close("style");
        }

        _svg.Rectangle("cg-ground", 0, 0, layout.Width, layout.Height, 0);
        foreach (GraphRoute route in layout.Routes)
        {
            Draw(route);
        }

        foreach (GraphBox box in layout.Boxes)
        {
            Draw(box);
        }

        return _svg.Close("svg").ToString();
    }

    private void Draw(GraphRoute route)
    {
        // One colour per place that is led to: arrows that share a lane have one colour.
        int color = _colors.TryGetValue(route.Target, out int known) ? known : _colors[route.Target] = _colors.Count % Colors;
        GraphRow row = route.From.Dialog.Rows[route.Row];
        GraphExit exit = row.Exits[route.Exit];
        _svg.Open($"g class=\"cg-c{color}{(IsTaken(row, route.Target) ? " cg-taken" : "")}\"")
            .Title($"{row.Name ?? row.Text}{(exit.Label.Length == 0 ? "" : $", {exit.Label}")}: to {GraphTexts.Next(exit.Next)}")
            .Path("cg-route", SvgText.Corners(route.Points))
            .Path("cg-tip", SvgText.Tip(route.Points))
            .Close("g");
    }

    private void Draw(GraphBox box)
    {
        GraphDialog dialog = box.Dialog;
        string kind = GraphTexts.Dialog(dialog.Kind);
        string note = string.Join("  ·  ", new[] { kind, dialog.Enabled ? "" : "off", Coverage(dialog) }.Where(part => part.Length > 0));
        int noteRoom = note.Length == 0 ? 0 : (TextWidth.Of(note) * 11 / 100) + 12;
        _svg.Open($"g role=\"group\"{(dialog.Enabled ? "" : " class=\"cg-off\"")} transform=\"translate({box.X} {box.Y})\"", dialog.Name)
            .Rectangle("cg-card", 0, 0, GraphBox.Width, box.Height, 10)
            .Path("cg-head", $"M1 {GraphBox.HeaderHeight - 6}V10A9 9 0 0 1 10 1H{GraphBox.Width - 10}A9 9 0 0 1 {GraphBox.Width - 1} 10V{GraphBox.HeaderHeight - 6}Z")
            .Label("cg-dialog-name", Padding, 24, TextWidth.Fit(GraphTexts.OneLine(dialog.Name), GraphBox.Width - (2 * Padding) - noteRoom, 15), dialog.Name);
        if (note.Length > 0)
        {
            _svg.Label("cg-kind", GraphBox.Width - Padding, 24, note);
        }

        for (int r = 0; r < dialog.Rows.Count; r++)
        {
            Draw(box, r);
        }

        _svg.Close("g");
    }

    private void Draw(GraphBox box, int position)
    {
        GraphRow row = box.Dialog.Rows[position];
        int top = box.RowTops[position];
        bool isHere = string.Equals(marks?.Current, row.Place, StringComparison.Ordinal);
        string state = $"{(isHere ? " cg-here" : "")}{(_visited.Contains(row.Place) ? " cg-been" : "")}{(row.Enabled ? "" : " cg-off")}".TrimStart();
        _svg.Open($"g{(state.Length == 0 ? "" : $" class=\"{state}\"")}{(isHere ? " aria-current=\"step\"" : "")}").Title(Full(row));
        _svg.Rectangle("cg-row-ground", 5, top, GraphBox.Width - 10, box.RowHeight(position) - 1, 6);
        _svg.Rectangle("cg-bar", 1, top + 3, 4, box.RowHeight(position) - 7, 2);
        _svg.Icon(GraphIcons.Class(row.Kind), Padding, top + 9, GraphIcons.Path(row.Kind));
        if (row.Name is { } name)
        {
            _svg.Label("cg-name", TextLeft, top + 22, TextWidth.Fit(GraphTexts.OneLine(name), TextRoom, 14));
            _svg.Label("cg-text", TextLeft, top + 39, TextWidth.Fit(row.Text, TextRoom, 12));
        }
        else
        {
            _svg.Label("cg-text", TextLeft, top + 22, TextWidth.Fit(row.Text, TextRoom, 13));
        }

        for (int e = 0; e < row.Exits.Count; e++)
        {
            Draw(row.Exits[e], box.ExitMiddle(position, e));
        }

        _svg.Close("g");
    }

    private void Draw(GraphExit exit, int middle)
    {
        bool isJump = exit.Next.Kind is NextActionKind.GoTo or NextActionKind.ToDialog;
        string next = TextWidth.Fit($"{(isJump ? exit.Target is null ? "nowhere: " : "→ " : "")}{GraphTexts.Next(exit.Next)}", exit.Label.Length == 0 ? TextRoom : NextRoom, 12);
        int room = TextRoom - (TextWidth.Of(next) * 12 / 100) - 12;
        string label = exit.Rule is { } rule && exit.Label is "always" ? rule : exit.Label;
        _svg.Open("g").Title($"{(exit.Rule is null ? "" : $"{exit.Rule}: ")}{exit.Label} → {GraphTexts.Next(exit.Next)}");
        if (label.Length > 0)
        {
            _svg.Label("cg-exit", TextLeft, middle + 4, TextWidth.Fit(label, room, 12));
        }

        _svg.Label(isJump ? "cg-next cg-jump" : "cg-next", GraphBox.Width - Padding, middle + 4, next).Close("g");
    }

    private string Coverage(GraphDialog dialog)
    {
        int counted = dialog.Rows.Count(row => row.Kind is not GraphRowKind.Starter);
        return marks is null || counted == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{dialog.Rows.Count(row => row.Kind is not GraphRowKind.Starter && _visited.Contains(row.Place))} of {counted}");
    }

    private bool IsTaken(GraphRow row, GraphTarget target)
    {
        ValueList<GraphRow> rows = graph.Dialogs[target.Dialog].Rows;
        return target.Row is { } position
            ? _steps.Contains((row.Place, rows[position].Place))
            : rows.Any(reached => _steps.Contains((row.Place, reached.Place)));
    }

    private static string Full(GraphRow row) => $"{row.Kind switch
    {
        GraphRowKind.Starter => "Starts on",
        GraphRowKind.Statement => "Says",
        GraphRowKind.Question => "Asks",
        GraphRowKind.Call => "Calls",
        GraphRowKind.Transfer => "Transfers",
        _ => "Asks for a file",
    }}: {row.Text}{(row.Name is null ? "" : $" ({row.Name})")}{(row.Enabled ? "" : ", off")}";
}
