using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ConversationInteractions.Packages.Tests;

/// <summary>What happens at a release, as far as it can be tried here.</summary>
public sealed partial class ReleaseTests
{
    private const string Changelog = """
        # Changelog

        ## Unreleased

        Not yet.

        ## 0.2.0 - 2026-12-02

        ### Added
        - The second.

        ## [0.1.0] - 2026-12-01

        The first.
        """;

    [Test]
    public void Every_action_of_a_workflow_is_pinned_to_a_commit()
    {
        string[] uses = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").SelectMany(File.ReadLines).Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        Assert.That(uses, Is.Not.Empty);
        Assert.That(uses.Where(line => !Pinned().IsMatch(line)), Is.Empty);
    }

    [TestCase("0.2.0", "### Added\n- The second.")]
    [TestCase("0.1.0", "The first.")]
    [Platform(Exclude = "Win", Reason = "the script is run by bash")]
    public async Task The_notes_of_a_release_are_the_section_of_its_version(string version, string notes)
    {
        (int code, string printed) = await NotesAsync(version);
        Assert.That(code, Is.Zero);
        Assert.That(printed.Trim(), Is.EqualTo(notes));
    }

    [TestCase("0.3.0")]
    [TestCase("0.1")]
    [Platform(Exclude = "Win", Reason = "the script is run by bash")]
    public async Task A_version_that_the_changelog_does_not_know_is_not_released(string version)
    {
        (int code, string printed) = await NotesAsync(version);
        Assert.That(code, Is.Not.Zero);
        Assert.That(printed, Does.Contain($"says nothing of version {version}"));
    }

    private static async Task<(int Code, string Printed)> NotesAsync(string version)
    {
        string changelog = Path.Combine(PackedPackages.NewFolder("notes"), "CHANGELOG.md");
        await File.WriteAllTextAsync(changelog, Changelog);
        using Process process = Process.Start(new ProcessStartInfo("bash", [Repository.PathOf(".github", "release-notes.sh"), version, changelog])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (output + await errors).ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
