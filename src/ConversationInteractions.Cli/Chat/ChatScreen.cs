using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Spectre.Console;

namespace ConversationInteractions.Cli;

/// <summary>Shows a conversation: who says what, and what can be picked by number. Messages may come at any time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChatScreen(Terminal terminal) : IMessageChannel
{
    private const string Prompt = "you: ";
    private readonly Lock _lock = new();
    private readonly List<UserMessage> _picks = [];
    private long _shown;
    private bool _isPrompting;

    /// <summary>What number picks what; empty where nothing can be picked.</summary>
    public UserMessage? Pick(string line)
    {
        lock (_lock)
        {
            return int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _picks.Count ? _picks[number - 1] : null;
        }
    }

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (message.Sequence > _shown)
            {
                _shown = message.Sequence;
                Interrupt(() => Show(message));
            }
        }

        return ValueTask.FromResult(DeliveryResult.Accepted);
    }

    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken)
    {
        Remark($"The conversation was closed{(survey ? "; a survey would follow" : "")}. What you say next begins a new one.");
        return ValueTask.CompletedTask;
    }

    /// <summary>Shows what the bot says outside the sequence of its messages.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            Interrupt(() => Show(new OutgoingMessage { Sequence = 0, Text = text }));
        }
    }

    /// <summary>Tells the person something that is not part of the conversation.</summary>
    public void Remark(string text, Style? style = null)
    {
        lock (_lock)
        {
            Interrupt(() => terminal.WriteLine($"  ({text})", style ?? Styles.Aside));
        }
    }

    /// <summary>Asks for the next line, or repeats the one that nobody typed.</summary>
    public void StartLine()
    {
        if (terminal.IsInputInteractive)
        {
            lock (_lock)
            {
                _isPrompting = true;
                terminal.Write(Prompt);
            }
        }
    }

    /// <summary>Takes note of the line that came.</summary>
    public void EndLine(string? line)
    {
        lock (_lock)
        {
            _isPrompting = false;
            if (!terminal.IsInputInteractive && line is not null)
            {
                terminal.WriteLine(Prompt + line);
            }
        }
    }

    private void Interrupt(Action show)
    {
        if (_isPrompting)
        {
            terminal.WriteLine();
        }

        show();
        if (_isPrompting)
        {
            terminal.Write(Prompt);
        }
    }

    private void Show(OutgoingMessage message)
    {
        (string speaker, Style style) = message.FromAgent ? ("agent: ", Styles.Agent) : ("bot: ", Styles.Bot);
        _picks.Clear();
        if (message.Text.Length > 0)
        {
            terminal.WriteLine(speaker + Indented(message.Text, speaker.Length), style);
        }

        if (message.Image is { } image)
        {
            terminal.WriteLine($"{speaker}[image {image.Url}]{(image.Caption is null ? "" : $" {image.Caption}")}", style);
        }

        foreach (OutgoingCard card in message.Cards)
        {
            Show(card, speaker, style);
        }

        if (message.Payload is { } payload)
        {
            Show(PlainText.Of(new OutgoingMessage { Sequence = 0, Payload = payload }), speaker, style);
        }

        foreach (OutgoingChoice choice in message.Choices)
        {
            Offer(choice.Label, new UserMessage(choice.Label) { Payload = choice.Value });
        }
    }

    /// <summary>Shows structured content in words.</summary>
    private void Show(PlainText content, string speaker, Style style)
    {
        if (content.Body.Length > 0)
        {
            terminal.WriteLine($"{speaker}[structured] {Indented(content.Body, speaker.Length)}", style);
        }

        foreach (PlainTextOption option in content.Options)
        {
            Offer(option.Label, new UserMessage(option.Says));
        }
    }

    private void Show(OutgoingCard card, string speaker, Style style)
    {
        string heading = string.Join(": ", new[] { card.Title, card.Subtitle }.Where(part => !string.IsNullOrEmpty(part)));
        if (heading.Length > 0)
        {
            terminal.WriteLine($"{speaker}[card] {Indented(heading, speaker.Length)}", style);
        }

        foreach (string address in new[] { card.Image, card.Url }.OfType<string>())
        {
            terminal.WriteLine($"     {address}", Styles.Aside);
        }

        foreach (OutgoingButton button in card.Buttons)
        {
            if (button.Url is { } url)
            {
                terminal.WriteLine($"     {button.Label}: {url}", Styles.Aside);
            }
            else
            {
                Offer(button.Label, new UserMessage(button.Value ?? button.Label));
            }
        }
    }

    private void Offer(string label, UserMessage pick)
    {
        _picks.Add(pick);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {_picks.Count,3}) {label}"));
    }

    private static string Indented(string text, int width) => text.ReplaceLineEndings("\n").Replace("\n", "\n" + new string(' ', width), StringComparison.Ordinal);
}
