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
    public static void Write(IReadOnlyList<ScriptResult> results, Stream output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        using XmlWriter xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false, NewLineChars = "\n" });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "conversation scripts");
        WriteNumber(xml, "tests", results.Count);
        WriteNumber(xml, "failures", results.Count(result => result.Verdict is ScriptVerdict.Failed));
        WriteNumber(xml, "errors", results.Count(result => result.Verdict is ScriptVerdict.Unreadable));
        WriteTime(xml, TimeSpan.FromTicks(results.Sum(result => result.Duration.Ticks)));
        foreach (ScriptResult result in results)
        {
            WriteCase(xml, result);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, ScriptResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(Path.GetDirectoryName(result.File) is { Length: > 0 } folder ? folder.Replace('\\', '/') : "."));
        xml.WriteAttributeString("name", Clean(Path.GetFileName(result.File)));
        WriteTime(xml, result.Duration);
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
