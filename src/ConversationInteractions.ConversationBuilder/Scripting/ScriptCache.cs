using Acornima.Ast;
using Jint;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Keeps parsed scripts, at most so many: the one used longest ago goes first.</summary>
/// <remarks>Thread-safe. A parsed script belongs to no engine and cannot be changed by one.</remarks>
internal sealed class ScriptCache(ConversationBuilderScriptOptions options)
{
    public const string GlobalName = "globalScript";

    private const string PanelName = "script";
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string Source), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The script, ready to run.</summary>
    /// <exception cref="ScriptNotParsed">It does not parse.</exception>
    public Prepared<Script> Find(string source, bool isGlobal)
    {
        (string Name, string Source) key = (isGlobal ? GlobalName : PanelName, source);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? found))
            {
                _byUse.Remove(found);
                _byUse.AddFirst(found);
                return found.Value.Script;
            }
        }

        Prepared<Script> script = ScriptParsing.Parse(source, key.Name, options.RegexTimeout);
        lock (_lock)
        {
            if (!_entries.ContainsKey(key))
            {
                _entries[key] = _byUse.AddFirst(new Entry(key, script));
                if (_entries.Count > options.MaxCachedScripts)
                {
                    _entries.Remove(_byUse.Last!.Value.Key);
                    _byUse.RemoveLast();
                }
            }
        }

        return script;
    }

    private sealed record Entry((string Name, string Source) Key, Prepared<Script> Script);
}
