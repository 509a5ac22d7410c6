using ConversationInteractions.Model;

namespace ConversationInteractions.Testing.Tests.Graphs;

public sealed class BotGraphTests
{
    private static readonly BotGraph Bank = BotGraph.Of(GraphSamples.Bank);

    [Test]
    public void Dialogs_and_interactions_become_rows_in_the_order_of_the_bot()
    {
        Assert.That(Bank.Dialogs.Select(dialog => $"{dialog.Name} {dialog.Kind} {dialog.Enabled}"), Is.EqualTo((string[])["Balance Standard True", "Document Standard False", "Agent Fallback True"]));
        Assert.That(Bank.Dialogs.SelectMany(dialog => dialog.Rows).Select(row => $"{row.Place}: {row.Kind}"), Is.EqualTo((string[])
        [
            "Balance#1: Starter", "Ask account: Question", "Balance#3: Call", "Tell: Statement", "Failed: Statement",
            "Document#1: Starter", "Ask file: Upload", "Document#3: Call",
            "Agent#1: Transfer", "Agent#2: Statement",
        ]));
    }

    [Test]
    public void Rows_say_on_one_line_what_they_do() => Assert.That(Bank.Dialogs[0].Rows.Select(row => row.Text), Is.EqualTo((string[])
    [
        "*balance* · how much but not no", "Which account? [Savings | Current]", "balance: GET https://bank.example/balance", "You have {balance.amount}.", "No luck.",
    ]));

    [Test]
    public void Every_rule_is_an_exit_with_its_condition_and_its_target()
    {
        Assert.That(Bank.Dialogs[0].Rows.SelectMany(row => row.Exits).Select(exit => $"{exit.Rule ?? "-"} | {exit.Label} | {exit.Next} | {exit.Target?.Dialog}.{exit.Target?.Row}"), Is.EqualTo((string[])
        [
            "savings | Savings | Next | .", "- | matches x+ | Current | .", "- | no match | ToDialog 'Agent' | 2.",
            "- | success and balance.amount > 10 | GoTo 'Tell' | 0.3", "- | otherwise | GoTo 'Failed' | 0.4",
            "-  | End | .".Replace("-  |", "- |  |", StringComparison.Ordinal),
        ]));
    }

    [Test]
    public void Only_what_can_lead_to_the_following_row_falls_through() =>
        Assert.That(Bank.Dialogs[0].Rows.Select(row => row.FallsThrough), Is.EqualTo((bool[])[true, true, false, false, false]));

    [Test]
    public void A_jump_to_nowhere_is_an_exit_without_a_target()
    {
        GraphExit exit = BotGraph.Of(GraphSamples.Hostile).Dialogs[0].Rows[2].Exits[0];

        Assert.That((exit.Next, exit.Target), Is.EqualTo((NextAction.GoTo("nowhere"), (GraphTarget?)null)));
    }

    [Test]
    public void Mermaid_has_a_subgraph_for_each_dialog_and_an_arrow_for_each_way() => Assert.That(Bank.ToMermaid(), Is.EqualTo("""
        flowchart TD
          subgraph d0["Balance"]
            d0r0(["#42;balance#42; · how much but not no"])
            d0r1{{"Ask account: Which account? [Savings #124; Current]"}}
            d0r2[["balance: GET https://bank.example/balance"]]
            d0r3["Tell: You have {balance.amount}."]
            d0r4["Failed: No luck."]
          end
          subgraph d1["Document"]
            d1r0(["document"])
            d1r1[("Ask file: Your file, please. (pdf)")]
            d1r2[["documents: stores as {$conversationId}/{$fileName}"]]
          end
          subgraph d2["Agent (fallback)"]
            d2r0[/"agents: to skill 7"/]
            d2r1["Bye."]
          end
          d0r0 --> d0r1
          d0r1 -->|"Savings"| d0r2
          d0r1 -.->|"no match"| d2r0
          d0r2 -.->|"success and balance.amount #62; 10"| d0r3
          d0r2 -.->|"otherwise"| d0r4
          d0r3 -.-> end5(["end"])
          d1r0 --> d1r1
          d1r1 --> d1r2
          d2r0 --> d2r1
          d2r1 -.-> end9(["close conversation"])

        """.ReplaceLineEndings("\n")));

    [Test]
    public void Dot_has_a_cluster_for_each_dialog_and_an_edge_for_each_way()
    {
        string dot = Bank.ToDot();

        Assert.That(dot, Does.StartWith("digraph \"Bank\" {\n").And.EndsWith("}\n"));
        Assert.That(dot, Does.Contain("  subgraph cluster_2 {\n    label=\"Agent (fallback)\";\n"));
        Assert.That(dot, Does.Contain("    d0r3 [label=\"Tell: You have {balance.amount}.\", shape=box];\n"));
        Assert.That(dot, Does.Contain("  d0r1 -> d2r0 [label=\"no match\"];\n").And.Contain("  end5 [label=\"end\", shape=plaintext];\n  d0r3 -> end5;\n"));
    }

    [Test]
    public void No_text_can_leave_its_place_in_mermaid_or_dot()
    {
        BotGraph hostile = BotGraph.Of(GraphSamples.Hostile);

        Assert.That(hostile.ToMermaid(), Does.Not.Match("[<`\\\\\u0001\u001b]").And.Not.Contain("\"]; end"));
        Assert.That(hostile.ToDot().Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\"(\\\\.|[^\"\\\\])*\"", "T")), Has.All.Not.Contains("<").And.All.Not.Contains("\""));
    }
}
