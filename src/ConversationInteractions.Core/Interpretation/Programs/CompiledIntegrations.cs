using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>The integrations of a bot by name.</summary>
internal sealed class CompiledIntegrations
{
    private readonly Dictionary<string, CompiledIntegration> _byName = new(StringComparer.Ordinal);

    public CompiledIntegrations(Compilation compilation)
    {
        foreach (Integration integration in compilation.Bot.Integrations)
        {
            _byName.TryAdd(integration.Name, new CompiledIntegration(compilation, integration));
        }
    }

    public IEnumerable<CompiledIntegration> All => _byName.Values;

    public CompiledIntegration this[string name] => _byName[name];

    public CompiledIntegration? Find(string name) => _byName.GetValueOrDefault(name);
}

/// <summary>An integration with its templates and paths parsed; only what its kind has is set.</summary>
internal sealed class CompiledIntegration
{
    public CompiledIntegration(Compilation compilation, Integration source)
    {
        Source = source;
        ResponseVariable = source.ResponseVariable ?? source.Name;
        Fields = [.. source.Fields.Select(f => (f.Key, ValuePath.Parse(f.Value)))];
        compilation.HasScripts |= source.Transform is not null;
        switch (source)
        {
            case ApiIntegration api:
                Address = new UrlTemplate(compilation.Template(api.Url));
                Headers = compilation.Templates(api.Headers);
                Query = compilation.Templates(api.Query);
                Body = api.Body is null ? null : new JsonTemplate(compilation, api.Body);
                break;
            case FileIntegration file:
                Address = file.Url is null ? null : new UrlTemplate(compilation.Template(file.Url));
                Headers = compilation.Templates(file.Headers);
                Query = compilation.Templates(file.Query);
                Path = compilation.Template(file.Path);
                break;
            case CustomIntegration custom:
                Body = custom.Settings is null ? null : new JsonTemplate(compilation, custom.Settings);
                break;
        }
    }

    public Integration Source { get; }

    public string Name => Source.Name;

    public string ResponseVariable { get; }

    public (string Name, ValuePath Path)[] Fields { get; }

    public UrlTemplate? Address { get; }

    public (string Name, Template Value)[] Headers { get; } = [];

    public (string Name, Template Value)[] Query { get; } = [];

    public JsonTemplate? Body { get; }

    public Template? Path { get; }
}
