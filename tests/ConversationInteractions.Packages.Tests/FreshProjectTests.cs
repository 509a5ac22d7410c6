using ConversationInteractions.Packages.Tests.Snippets;

namespace ConversationInteractions.Packages.Tests;

/// <summary>A stranger follows the README: new project, packages, the code as it stands.</summary>
public sealed class FreshProjectTests
{
    // Whole libraries are looked at, not only what the application happens to call, and each warning is one.
    private const string Looked = "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><TrimmerSingleWarn>false</TrimmerSingleWarn>";

    private const string Roots = """
        <TrimmerRootAssembly Include="ConversationInteractions.Core" /><TrimmerRootAssembly Include="ConversationInteractions" /><TrimmerRootAssembly Include="ConversationInteractions.Testing" />
        """;

    private const string Balance = "Which account?\nYou have 7 EUR in your current account.\nPassed\n";

    [Test]
    public async Task The_readmes_bot_runs_in_a_new_console_project()
    {
        string folder = await NewProjectAsync("console", "ConversationInteractions", ["Greeter.cs", "Program.cs"], "<OutputType>Exe</OutputType>", "");
        string printed = await DotnetCommand.RunAsync(folder, "run", "-c", "Release", "--", "hi", "Ada");
        Assert.That(printed.ReplaceLineEndings("\n"), Does.EndWith("What is your name?\nHello, Ada.\n"));
    }

    [Test]
    public async Task The_readmes_test_passes_in_a_new_NUnit_project()
    {
        string framework = string.Concat(
            """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.9.0" />""",
            """<PackageReference Include="NUnit" Version="4.6.1" />""",
            """<PackageReference Include="NUnit3TestAdapter" Version="6.3.0" />""");
        string folder = await NewProjectAsync("greeter-tests", "ConversationInteractions.Testing", ["Greeter.cs", "GreeterTests.cs"], "", framework);
        string printed = await DotnetCommand.RunAsync(folder, "test", "-c", "Release");
        Assert.That(printed, Does.Match(@"Passed:\s+1\b").Or.Match(@"succeeded: 1\b"));
    }

    [Test]
    public async Task A_trimmed_application_reads_a_bot_calls_a_service_and_runs_a_script()
    {
        string trimmed = $"<OutputType>Exe</OutputType><PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>{Looked}";
        string folder = await NewSmokeProjectAsync("trimmed", trimmed);
        await DotnetCommand.RunAsync(folder, "publish", "-c", "Release", "-o", "out");
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out"), "System.Data.Common.dll"), Is.Empty, "what is not used is trimmed away");
        string printed = await DotnetCommand.RunAsync(folder, Path.Combine("out", "trimmed.dll"), "balance", "Current");
        Assert.That(printed.ReplaceLineEndings("\n"), Does.EndWith(Balance));
    }

    [Test]
    public async Task An_application_compiled_ahead_of_time_does_so_too()
    {
        NativeToolChain.Require();
        string native = $"<OutputType>Exe</OutputType><PublishAot>true</PublishAot><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>{Looked}";
        string folder = await NewSmokeProjectAsync("native", native);
        await DotnetCommand.RunAsync(folder, "publish", "-c", "Release", "-o", "out");
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out"), "*.dll"), Is.Empty, "nothing is left to compile at run time");
        string printed = await DotnetCommand.RunProgramAsync(Path.Combine(folder, "out", "native"), folder, "balance", "Current");
        Assert.That(printed.ReplaceLineEndings("\n"), Does.EndWith(Balance));
    }

    private static async Task<string> NewSmokeProjectAsync(string name, string properties)
    {
        string folder = await NewProjectAsync(name, "ConversationInteractions.Testing", [], properties, Roots);
        File.Copy(Repository.PathOf("tests", "ConversationInteractions.Packages.Tests", "Smoke", "Program.txt"), Path.Combine(folder, "Program.cs"));
        foreach (string file in new[] { "bank.bot.json", "bank-balance.convo.json" })
        {
            File.Copy(Repository.PathOf("samples", "ConsoleBot", file), Path.Combine(folder, file));
        }

        return folder;
    }

    private static async Task<string> NewProjectAsync(string name, string package, string[] files, string properties, string references)
    {
        string registry = await PackedPackages.FolderAsync();
        string folder = PackedPackages.NewFolder(name);
        foreach (string file in files)
        {
            ReadmeSnippet snippet = ReadmeSnippet.All.Single(s => s.File == "README.md" && s.Caption == file);
            await File.WriteAllTextAsync(Path.Combine(folder, file), snippet.Code);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="{PackedPackages.Version}" />{references}</ItemGroup>
            </Project>
            """);

        // The packed packages go into a folder of this test; what the machine has restored before is read from where it is.
        string restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "restored")}" /></config>
              <fallbackPackageFolders><add key="machine" value="{restored}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{registry}" /></packageSources>
            </configuration>
            """);
        return folder;
    }
}
