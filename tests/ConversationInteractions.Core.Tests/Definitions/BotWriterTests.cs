using System.Text.Json;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class BotWriterTests
{
    [Test]
    public void A_bot_with_everything_is_equal_after_writing_and_reading()
    {
        BotReadResult result = BotReader.Read(BotWriter.Write(FullBot.Bot));
        Assert.That(result.Bot, Is.EqualTo(FullBot.Bot), () => Definition.Describe(result.Diagnostics));
    }

    [Test]
    public void What_was_written_and_read_is_written_the_same()
    {
        string json = BotWriter.Write(FullBot.Bot);
        Assert.That(BotWriter.Write(BotReader.Read(json).Bot!), Is.EqualTo(json));
    }

    [Test]
    public void Only_what_differs_from_the_defaults_is_written_in_a_readable_order()
    {
        Bot bot = new()
        {
            Name = "Account assistant",
            Settings = new BotSettings { Limits = new BotLimits { MessageLength = 100 } },
            Dialogs =
            [
                new Dialog
                {
                    Name = "Balance",
                    Interactions =
                    [
                        new DialogStarter { Patterns = ["balance"] },
                        new Question
                        {
                            Next = NextAction.End,
                            Content = "Which account, “dear” <customer>?",
                            Name = "Ask",
                            Choices = ["Savings"],
                            Rules = [new Rule { When = new ChoiceTest("Savings"), Next = NextAction.GoTo("Ask") }],
                        },
                    ],
                },
            ],
        };
        Assert.That(BotWriter.Write(bot), Is.EqualTo("""
            {
              "name": "Account assistant",
              "settings": {
                "limits": {
                  "messageLength": 100
                }
              },
              "dialogs": [
                {
                  "name": "Balance",
                  "interactions": [
                    {
                      "type": "dialogStarter",
                      "patterns": [
                        "balance"
                      ]
                    },
                    {
                      "type": "question",
                      "name": "Ask",
                      "message": "Which account, “dear” <customer>?",
                      "choices": [
                        "Savings"
                      ],
                      "rules": [
                        {
                          "when": {
                            "choice": "Savings"
                          },
                          "next": {
                            "goTo": "Ask"
                          }
                        }
                      ],
                      "next": "end"
                    }
                  ]
                }
              ]
            }
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void An_interaction_alone_is_written_as_compact_JSON()
    {
        Assert.That(
            System.Text.Encoding.UTF8.GetString(BotWriter.WriteUtf8(new Statement { Content = "Hi.", Name = "Greet" })),
            Is.EqualTo("""{"type":"statement","name":"Greet","message":"Hi."}"""));
    }

    [Test]
    public void Half_a_character_is_written_as_the_replacement_character()
    {
        using JsonDocument document = JsonDocument.Parse(BotWriter.Write(new Bot { Name = "a\ud83db" }));
        Assert.That(document.RootElement.GetProperty("name").GetString(), Is.EqualTo("a\ufffdb"));
    }

    [Test]
    public void An_undefined_enum_value_is_refused()
    {
        Bot bot = new() { Name = "Test", Dialogs = [new Dialog { Name = "A", Kind = (DialogKind)9 }] };
        Assert.That(() => BotWriter.Write(bot), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("'9' has no word in the format"));
    }
}
