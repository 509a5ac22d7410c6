namespace ConversationInteractions.Cli.Tests;

public sealed class HarmlessTextTests
{
    [TestCase("plain [red]text[/]", "plain [red]text[/]")]
    [TestCase("ä 日本 😀 é", "ä 日本 😀 é")]
    [TestCase("two\r\nlines\n\ttab", "two\nlines\n\ttab")]
    [TestCase("\u001b[2J\u001b]0;title\u0007", "␛[2J␛]0;title␇")]
    [TestCase("back\rspace\b\u007f", "back␍space␈␡")]
    [TestCase("\u009b31m", "\uFFFD31m")]
    [TestCase("\u202Eevil\u2066", "\uFFFDevil\uFFFD")]
    public void Nothing_in_a_text_can_steer_the_terminal(string text, string harmless) => Assert.That(HarmlessText.Of(text), Is.EqualTo(harmless));

    [Test]
    public void Half_a_character_is_replaced() => Assert.That(HarmlessText.Of("half \ud83d"), Is.EqualTo("half \uFFFD"));
}
