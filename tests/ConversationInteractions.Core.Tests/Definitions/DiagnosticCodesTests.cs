using System.Reflection;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class DiagnosticCodesTests
{
    private static string[] Codes { get; } =
        [.. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Test]
    public void Codes_are_unique_and_of_one_form()
    {
        Assert.That(Codes, Is.Unique);
        Assert.That(Codes, Is.All.Match("^CI0[1-4][0-9][0-9]$"));
    }
}
