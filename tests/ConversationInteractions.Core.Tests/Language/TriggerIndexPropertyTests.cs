using ConversationInteractions.Language;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Language;

public sealed class TriggerIndexPropertyTests
{
    // Pieces of all window widths that are parts of one another, and a group with more readings than are written out.
    private static readonly string[] Pieces =
        ["a", "b", "ab", "aba", "abab", "order", "order number", "number order", " ", "abababab", "(a|b|ab)", "(order|)", "*", "*", "*"];

    private static readonly Gen<string> PatternText =
        from pieces in Gen.ListOf(Gen.Frequency(
            (20, Gen.Elements(Pieces)),
            (1, Gen.Constant("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"))))
        select string.Concat(pieces.Take(5));

    private static readonly Gen<string> Message =
        from pieces in Gen.ListOf(Gen.Elements(Pieces.Where(piece => !piece.AsSpan().ContainsAny("*(|)")).ToArray()))
        select Utterance.Normalize(string.Concat(pieces.Take(8)));

    private static readonly Gen<(Trigger[] Triggers, string Text, int[] Refused)> Case =
        from triggers in Gen.ArrayOf(
            from pattern in PatternText
            from order in Gen.Choose(0, 9)
            select new Trigger(Pattern.Parse(pattern), order))
        from text in Message
        from refused in Gen.ArrayOf(Gen.Choose(0, 9))
        select (triggers, text, refused);

    [Test]
    public void The_index_finds_what_trying_all_patterns_finds() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Case.ToArbitrary(), sample =>
        {
            var (triggers, text, refused) = sample;
            int[] matching = Matching(triggers, text);
            int[] accepted = [.. matching.Where(order => !refused.Contains(order))];
            var asked = new List<int>();
            int found = TriggerIndex.Build(triggers).FindFirst(text, order =>
            {
                asked.Add(order);
                return !refused.Contains(order);
            });
            int[] expectedAsked = accepted.Length == 0 ? matching : [.. matching.TakeWhile(order => order <= accepted[0])];
            return found == (accepted.Length == 0 ? -1 : accepted[0]) && asked.SequenceEqual(expectedAsked);
        }));

    [Test]
    public void Without_a_say_the_lowest_order_is_found() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Case.ToArbitrary(), sample =>
        {
            int[] matching = Matching(sample.Triggers, sample.Text);
            return TriggerIndex.Build(sample.Triggers).FindFirst(sample.Text) == (matching.Length == 0 ? -1 : matching[0]);
        }));

    private static int[] Matching(Trigger[] triggers, string text) =>
        [.. triggers.Where(trigger => trigger.Pattern.IsMatch(text)).Select(trigger => trigger.Order).Distinct().Order()];
}
