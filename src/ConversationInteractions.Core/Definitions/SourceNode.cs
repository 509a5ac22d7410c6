using System.Globalization;
using System.Text;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions;

/// <summary>A JSON value of a definition or script file that knows where in the file it stands.</summary>
/// <remarks>
/// Made by <see cref="ScriptSource"/>. The typed look-ups (<see cref="TextOf"/> and the like) answer <see langword="null"/>
/// for a property that is absent, <c>null</c> or of another kind: the format's table has reported the latter already. Thread-safe once read.
/// </remarks>
public sealed class SourceNode
{
    private static readonly SourceNode[] None = [];

    private SourceNode[] _children = None;

    internal SourceNode(SourceNode? parent, SourceKind kind, string text, int line, int column)
    {
        (Parent, Kind, Text, Line, Column) = (parent, kind, text, line, column);
    }

    /// <summary>The kind of value.</summary>
    public SourceKind Kind { get; }

    /// <summary>The content of a text, the digits of a number as written, <c>true</c> or <c>false</c>; else empty.</summary>
    public string Text { get; }

    /// <summary>The line on which the value begins, from 1.</summary>
    public int Line { get; }

    /// <summary>The column at which the value begins, from 1, in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>The list or object that holds the value; <see langword="null"/> for the whole file.</summary>
    public SourceNode? Parent { get; }

    /// <summary>The name of the property whose value this is; <see langword="null"/> for elements of lists and the whole file.</summary>
    public string? Name { get; internal set; }

    /// <summary>The elements of a list or the values of an object's properties, in the order of the file.</summary>
    public IReadOnlyList<SourceNode> Children => _children;

    /// <summary>The JSON path of the value, such as <c>$.dialogs[0].name</c>. Made on demand.</summary>
    public string Path
    {
        get
        {
            StringBuilder path = new();
            AppendPath(path);
            return path.ToString();
        }
    }

    internal int NameLine { get; set; }

    internal int NameColumn { get; set; }

    internal int Index { get; set; }

    internal ReadOnlySpan<SourceNode> ChildSpan => _children;

    /// <summary>The value of a property, unless it is absent or <c>null</c>.</summary>
    /// <param name="name">The name of the property.</param>
    public SourceNode? Member(string name) => Find(name) is { Kind: not SourceKind.Null } member ? member : null;

    /// <summary>Whether a property is written, be it <c>null</c>.</summary>
    /// <param name="name">The name of the property.</param>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The content of a property that is a text.</summary>
    /// <param name="name">The name of the property.</param>
    public string? TextOf(string name) => Member(name) is { Kind: SourceKind.Text } member ? member.Text : null;

    /// <summary>The value of a property that is <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">The name of the property.</param>
    public bool? BooleanOf(string name) => Member(name) is { Kind: SourceKind.Boolean } member ? member.Text == "true" : null;

    /// <summary>The value of a property that is a whole number.</summary>
    /// <param name="name">The name of the property.</param>
    public long? IntegerOf(string name) => Member(name)?.AsInteger();

    /// <summary>The value of a property that is a number.</summary>
    /// <param name="name">The name of the property.</param>
    public double? NumberOf(string name) => Member(name)?.AsNumber();

    /// <summary>The value of a property that is a duration, such as <c>"00:03:00"</c>.</summary>
    /// <param name="name">The name of the property.</param>
    public TimeSpan? DurationOf(string name) => Member(name)?.AsDuration();

    /// <summary>The elements of a property that is a list; empty without it.</summary>
    /// <param name="name">The name of the property.</param>
    public IReadOnlyList<SourceNode> ListOf(string name) => Member(name) is { Kind: SourceKind.List } member ? member.Children : None;

    /// <summary>The value as a whole number, or <see langword="null"/> if it is none or beyond 64 bits.</summary>
    public long? AsInteger()
    {
        if (Kind is not SourceKind.Number)
        {
            return null;
        }

        if (long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        return decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
    }

    /// <summary>The value as a number, or <see langword="null"/> if it is none or beyond what a double holds.</summary>
    public double? AsNumber() =>
        Kind is SourceKind.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    /// <summary>The value as a duration, or <see langword="null"/> if it is not written as <c>[d.]hh:mm:ss[.fffffff]</c>.</summary>
    public TimeSpan? AsDuration() => Kind is SourceKind.Text && DurationText.TryParse(Text, out TimeSpan duration) ? duration : null;

    /// <summary>The value, whatever it is, as JSON text.</summary>
    /// <returns>The JSON; <see langword="null"/> if the value is nested more than 64 deep.</returns>
    public JsonText? ToJson() => SourceJson.Convert(this);

    /// <summary>The path of the value, for debugging.</summary>
    public override string ToString() => Path;

    internal void SetChildren(SourceNode[] children) => _children = children;

    private SourceNode? Find(string name)
    {
        if (Kind is SourceKind.Object)
        {
            foreach (SourceNode child in _children)
            {
                if (string.Equals(child.Name, name, StringComparison.Ordinal))
                {
                    return child;
                }
            }
        }

        return null;
    }

    private void AppendPath(StringBuilder path)
    {
        if (Parent is null)
        {
            path.Append('$');
            return;
        }

        Parent.AppendPath(path);
        if (Name is null)
        {
            path.Append('[').Append(Index).Append(']');
        }
        else if (IsPlain(Name))
        {
            path.Append('.').Append(Name);
        }
        else
        {
            path.Append("['").Append(Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
        }
    }

    private static bool IsPlain(string name)
    {
        if (name.Length == 0)
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '$' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
