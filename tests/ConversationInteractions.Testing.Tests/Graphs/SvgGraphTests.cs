using System.Xml.Linq;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Graphs;

public sealed class SvgGraphTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static Bot[] Bots => [GraphSamples.Bank, GraphSamples.Hostile, new Bot { Name = "Empty" }, .. Enumerable.Range(1, 8).Select(seed => GraphSamples.Random(seed, seed * 12))];

    [TestCaseSource(nameof(Bots))]
    public void Cards_stand_apart_and_inside_the_picture(Bot bot)
    {
        GraphLayout layout = GraphLayout.Of(BotGraph.Of(bot));

        Assert.That(layout.Boxes, Has.All.Matches<GraphBox>(box => box.X >= 0 && box.Y >= 0 && box.Right <= layout.Width && box.Y + box.Height <= layout.Height));
        foreach (GraphBox box in layout.Boxes)
        {
            Assert.That(layout.Boxes.Where(other => other != box), Has.None.Matches<GraphBox>(other =>
                other.X < box.Right && box.X < other.Right && other.Y < box.Y + box.Height && box.Y < other.Y + other.Height));
        }
    }

    [TestCaseSource(nameof(Bots))]
    public void No_arrow_crosses_a_card(Bot bot)
    {
        GraphLayout layout = GraphLayout.Of(BotGraph.Of(bot));

        foreach (((int X, int Y) from, (int X, int Y) to) in layout.Routes.SelectMany(route => route.Points.Zip(route.Points.Skip(1))))
        {
            Assert.That(from.X == to.X || from.Y == to.Y, "an arrow runs level or upright");
            Assert.That(layout.Boxes, Has.None.Matches<GraphBox>(box =>
                Math.Max(from.X, to.X) > box.X && Math.Min(from.X, to.X) < box.Right && Math.Max(from.Y, to.Y) > box.Y && Math.Min(from.Y, to.Y) < box.Y + box.Height));
        }
    }

    [TestCaseSource(nameof(Bots))]
    public void Every_jump_has_an_arrow_that_arrives_at_its_target(Bot bot)
    {
        BotGraph graph = BotGraph.Of(bot);
        GraphLayout layout = GraphLayout.Of(graph);

        Assert.That(layout.Routes, Has.Count.EqualTo(graph.Dialogs.SelectMany(dialog => dialog.Rows).SelectMany(row => row.Exits).Count(exit => exit.Target is not null)));
        foreach (GraphRoute route in layout.Routes)
        {
            GraphBox target = layout.Boxes[route.Target.Dialog];
            Assert.That(route.Points[^1].X, Is.EqualTo(target.X).Or.EqualTo(target.Right));
            Assert.That(route.Points[^1].Y, Is.EqualTo(target.Y + target.Arrival(route.Target.Row)));
        }
    }

    [TestCaseSource(nameof(Bots))]
    public void The_picture_is_XML_whose_texts_are_texts(Bot bot)
    {
        XElement picture = XElement.Parse(BotGraph.Of(bot).ToSvg());

        Assert.That(picture.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct(), Is.SubsetOf((string[])["svg", "title", "style", "rect", "path", "g", "text"]));
        Assert.That(picture.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName), Has.None.StartsWith("on").And.None.EqualTo("href"));
        Assert.That(picture.Descendants(Svg + "text").Where(text => (string?)text.Attribute("class") == "cg-dialog-name").Select(text => text.Value), Has.Exactly(bot.Dialogs.Count).Items);
    }

    [Test]
    public void Long_texts_are_cut_and_told_in_full_where_the_pointer_rests()
    {
        string text = string.Join(' ', Enumerable.Repeat("long", 40)) + " 👩‍👩‍👧";
        XElement picture = XElement.Parse(BotGraph.Of(new Bot { Name = "Long", Dialogs = [new Dialog { Name = "D", Interactions = [new Statement { Content = text }] }] }).ToSvg());

        Assert.That(picture.Descendants(Svg + "text").Last().Value, Does.StartWith("long long").And.EndsWith("…").And.Length.LessThan(60));
        Assert.That(picture.Descendants(Svg + "title").Select(title => title.Value), Has.Some.Contains(text));
    }

    [Test]
    public void What_a_conversation_reached_is_marked()
    {
        BotGraph graph = BotGraph.Of(GraphSamples.Bank);
        GraphMarks marks = new() { Current = "Ask account", Visited = ["Ask account", "Balance#3", "Tell"], Steps = [new GraphStep("Balance#3", "Tell")] };
        XElement picture = XElement.Parse(graph.ToSvg(marks));

        Assert.That(picture.Descendants(Svg + "g").Count(group => Class(group).Contains("cg-been", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(picture.Descendants(Svg + "g").Single(group => (string?)group.Attribute("aria-current") == "step").Value, Does.Contain("Which account?"));
        Assert.That(picture.Descendants(Svg + "g").Where(group => Class(group).Contains("cg-taken", StringComparison.Ordinal)).Select(group => group.Value), Is.EqualTo((string[])["balance: GET https://bank.example/balance, success and balance.amount > 10: to Tell"]));
        Assert.That(picture.Descendants(Svg + "text").Select(text => text.Value), Has.Some.EqualTo("3 of 4"));
    }

    private static string Class(XElement element) => (string?)element.Attribute("class") ?? "";
}
