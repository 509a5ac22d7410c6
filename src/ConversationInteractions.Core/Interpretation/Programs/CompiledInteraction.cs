using System.Security.Cryptography;
using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>An interaction ready to run. Its kinds are the sealed classes beside it; <see cref="Create"/> is where a new kind is added.</summary>
internal abstract class CompiledInteraction
{
    private string? _contentHash;

    private protected CompiledInteraction(Compilation compilation, CompiledDialog dialog, Interaction source, int position, ValueList<Rule>? rules = null)
    {
        Source = source;
        Dialog = dialog;
        Position = position;
        PlaceInDialog = $"{dialog.Name}#{position + 1}";
        Address = source.Name ?? PlaceInDialog;
        Rules = rules is null ? CompiledRules.None : new CompiledRules(compilation, rules);
        compilation.HasScripts |= source.Scripts is not null;
    }

    public Interaction Source { get; }

    public CompiledDialog Dialog { get; }

    /// <summary>The place in the dialog, from 0.</summary>
    public int Position { get; }

    /// <summary>The place as a name: <c>Dialog#1</c> for the first.</summary>
    public string PlaceInDialog { get; }

    /// <summary>The name, or the place where it has none.</summary>
    public string Address { get; }

    public CompiledRules Rules { get; }

    public bool Enabled => Source.Enabled;

    public TimeSpan Delay => Source.Delay ?? TimeSpan.Zero;

    /// <summary>What a conversation waits for here; nothing where it never comes to rest.</summary>
    public virtual AwaitedInput? Awaits => null;

    /// <summary>Whether a conversation waits here for the consumer.</summary>
    public bool Waits => Awaits is AwaitedInput.Answer or AwaitedInput.File;

    /// <summary>Identifies the content of an interaction without a name, so that it is found again only where it is unchanged (B10).</summary>
    public string? ContentHash() =>
        Source.Name is null ? _contentHash ??= Convert.ToHexStringLower(SHA256.HashData(BotWriter.WriteUtf8(Source)).AsSpan(0, 4)) : null;

    public static CompiledInteraction Create(Compilation compilation, CompiledDialog dialog, Interaction source, int position) => source switch
    {
        DialogStarter starter => new CompiledStarter(compilation, dialog, starter, position),
        Statement statement => new CompiledStatement(compilation, dialog, statement, position),
        Question question => new CompiledQuestion(compilation, dialog, question, position),
        Escalation escalation => new CompiledTransfer(compilation, dialog, escalation, position),
        FileUpload upload => new CompiledUpload(compilation, dialog, upload, position),
        IntegrationCall call => compilation.Bot.Integrations.FirstOrDefault(i => i.Name == call.Integration) switch
        {
            AgentEscalationIntegration agents => new CompiledTransfer(compilation, dialog, call, agents, position),
            FileIntegration file => new CompiledFileCall(compilation, dialog, call, compilation.Integrations[file.Name], position),
            Integration other => new CompiledCall(compilation, dialog, call, compilation.Integrations[other.Name], position),
            null => throw new FormatException($"Interaction '{call.Name ?? $"{dialog.Name}#{position + 1}"}' calls an integration '{call.Integration}' that the bot does not have. Add it, or correct the name."),
        },
        _ => throw new NotSupportedException($"Interactions of type {source.GetType().Name} cannot be compiled."),
    };

    public override string ToString() => Address;
}

internal sealed class CompiledStarter(Compilation compilation, CompiledDialog dialog, DialogStarter source, int position)
    : CompiledInteraction(compilation, dialog, source, position)
{
    private readonly ExcludeKeyword[] _excludes = [.. source.Excludes.Select(Compilation.Exclude)];

    public Pattern[] Patterns { get; } = [.. source.Patterns.Select(Pattern.Parse)];

    public ValueList<string> Intents => source.Intents;

    public bool IsExcluded(string normalized) => _excludes.Length > 0 && Array.Exists(_excludes, e => e.IsHit(normalized));
}

internal sealed class CompiledStatement(Compilation compilation, CompiledDialog dialog, Statement source, int position)
    : CompiledInteraction(compilation, dialog, source, position)
{
    public CompiledContent Content { get; } = new(compilation, source.Content);
}

internal sealed class CompiledQuestion(Compilation compilation, CompiledDialog dialog, Question source, int position)
    : CompiledInteraction(compilation, dialog, source, position, source.Rules)
{
    public CompiledContent Content { get; } = new(compilation, source.Content);

    public CompiledChoice[] Choices { get; } = [.. source.Choices.Select(c => new CompiledChoice(compilation, c))];

    public ChoiceDisplay Display => source.Display;

    public Template? FallbackResponse { get; } = compilation.OptionalTemplate(source.FallbackResponse);

    public override AwaitedInput? Awaits => AwaitedInput.Answer;
}

internal sealed class CompiledCall(Compilation compilation, CompiledDialog dialog, IntegrationCall source, CompiledIntegration integration, int position)
    : CompiledInteraction(compilation, dialog, source, position, source.Rules)
{
    public CompiledIntegration Integration { get; } = integration;

    public override AwaitedInput? Awaits => AwaitedInput.CallResult;
}

/// <summary>The call of a file integration: run by the upload before it, never by itself.</summary>
internal sealed class CompiledFileCall(Compilation compilation, CompiledDialog dialog, IntegrationCall source, CompiledIntegration integration, int position)
    : CompiledInteraction(compilation, dialog, source, position, source.Rules)
{
    public CompiledIntegration Integration { get; } = integration;
}

/// <summary>A transfer, written as an interaction or as an integration: both run the same (behaviour 9.1).</summary>
internal sealed class CompiledTransfer : CompiledInteraction
{
    public CompiledTransfer(Compilation compilation, CompiledDialog dialog, Escalation source, int position)
        : base(compilation, dialog, source, position, source.Rules)
    {
        Message = compilation.Template(source.Message);
        SkillId = compilation.Template(source.SkillId);
        AgentId = compilation.OptionalTemplate(source.AgentId);
        TransfersContext = source.TransferBotContext;
    }

    public CompiledTransfer(Compilation compilation, CompiledDialog dialog, IntegrationCall source, AgentEscalationIntegration integration, int position)
        : base(compilation, dialog, source, position, source.Rules)
    {
        Message = compilation.Template(integration.Message);
        SkillId = compilation.Template(integration.SkillId);
        AgentId = compilation.OptionalTemplate(integration.AgentId);
        TransfersContext = integration.TransferBotContext;
    }

    public Template Message { get; }

    public Template SkillId { get; }

    public Template? AgentId { get; }

    public bool TransfersContext { get; }

    public override AwaitedInput? Awaits => AwaitedInput.Agent;
}

internal sealed class CompiledUpload(Compilation compilation, CompiledDialog dialog, FileUpload source, int position)
    : CompiledInteraction(compilation, dialog, source, position, source.Rules)
{
    public Template? Message { get; } = compilation.OptionalTemplate(source.Message);

    public ValueList<string> AcceptedTypes => source.AcceptedTypes;

    public long MaxBytes { get; } = source.MaxBytes ?? compilation.Bot.Settings.Limits.UploadBytes;

    public Template? FallbackResponse { get; } = compilation.OptionalTemplate(source.FallbackResponse);

    public Template InProgressMessage { get; } = compilation.Template(source.InProgressMessage);

    public Template SuccessMessage { get; } = compilation.Template(source.SuccessMessage);

    public Template FailureMessage { get; } = compilation.Template(source.FailureMessage);

    public Template ValidationFailureMessage { get; } = compilation.Template(
        source.ValidationFailureMessage ?? $"The file type is invalid. Upload one of these types: {string.Join(", ", source.AcceptedTypes)}.");

    /// <summary>The call that follows, which brings the file to its share.</summary>
    public CompiledFileCall? FileCall { get; set; }

    public override AwaitedInput? Awaits => AwaitedInput.File;
}
