using System.Globalization;
using System.Text;
using System.Xml;

namespace ConversationInteractions.Testing;

/// <summary>Writes results of scripts in the XML form that CI systems know as JUnit's.</summary>
public static class JUnitReport
{
    /// <summary>Writes a report: a test case per script, a failure per failed script, an error per unreadable one.</summary>
    /// <param name="results">The results.</param>
    /// <param name="output">Where to; stays open. UTF-8.</param>
    /// <param name="crashes">What came of exploring crashes: a test case each, beside the script's own.</param>
    /// <param name="orders">What came of exploring orders: a test case each, beside the script's own.</param>
    public static void Write(IReadOnlyList<ScriptResult> results, Stream output, IReadOnlyList<CrashResult>? crashes = null, IReadOnlyList<OrderResult>? orders = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        List<Exploration> explored =
        [
            .. (crashes ?? []).Where(c => c.Script.Passed).Select(c => new Exploration(c.Script.File, "crashes", c.Duration, c.Passed ? null : new CrashException(c).Message)),
            .. (orders ?? []).Where(o => o.Script.Passed).Select(o => new Exploration(o.Script.File, "orders", o.Duration, o.Passed ? null : new OrderException(o).Message)),
        ];
        using XmlWriter xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false, NewLineChars = "\n" });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "conversation scripts");
        WriteNumber(xml, "tests", results.Count + explored.Count);
        WriteNumber(xml, "failures", results.Count(result => result.Verdict is ScriptVerdict.Failed) + explored.Count(e => e.Problem is not null));
        WriteNumber(xml, "errors", results.Count(result => result.Verdict is ScriptVerdict.Unreadable));
        WriteTime(xml, TimeSpan.FromTicks(results.Sum(result => result.Duration.Ticks) + explored.Sum(e => e.Duration.Ticks)));
        foreach (ScriptResult result in results)
        {
            WriteCase(xml, result);
        }

        foreach (Exploration exploration in explored)
        {
            BeginCase(xml, exploration.File, $" ({exploration.Of})", exploration.Duration);
            if (exploration.Problem is { } problem)
            {
                WriteProblem(xml, "failure", problem.Split('\n')[0].Trim(), problem);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void BeginCase(XmlWriter xml, string file, string suffix, TimeSpan duration)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder.Replace('\\', '/') : "."));
        xml.WriteAttributeString("name", Clean(Path.GetFileName(file) + suffix));
        WriteTime(xml, duration);
    }

    private static void WriteCase(XmlWriter xml, ScriptResult result)
    {
        BeginCase(xml, result.File, "", result.Duration);
        if (result.Failure is { } failure)
        {
            WriteProblem(xml, "failure", $"expected {failure.Expected}, happened {failure.Happened}", failure.ToString());
        }
        else if (result.Verdict is ScriptVerdict.Unreadable)
        {
            WriteProblem(xml, "error", result.Problems.Count > 0 ? result.Problems[0] : "The script could not be read.", string.Join('\n', result.Problems));
        }

        if (result.Description is { } description)
        {
            xml.WriteElementString("system-out", Clean(description));
        }

        xml.WriteEndElement();
    }

    private static void WriteProblem(XmlWriter xml, string element, string message, string text)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Clean(message));
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    private sealed record Exploration(string File, string Of, TimeSpan Duration, string? Problem);

    private static void WriteNumber(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void WriteTime(XmlWriter xml, TimeSpan time) => xml.WriteAttributeString("time", time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>XML has no place for most control characters and for half characters; they become the replacement character.</summary>
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
