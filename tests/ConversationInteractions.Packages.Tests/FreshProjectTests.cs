using ConversationInteractions.Packages.Tests.Snippets;

namespace ConversationInteractions.Packages.Tests;

/// <summary>A stranger follows the README: new project, packages, the code as it stands.</summary>
public sealed class FreshProjectTests
{
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
    public async Task A_trimmed_application_holds_the_conversation_too()
    {
        string trimmed = "<OutputType>Exe</OutputType><PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier><TreatWarningsAsErrors>true</TreatWarningsAsErrors>";
        string folder = await NewProjectAsync("trimmed", "ConversationInteractions", ["Greeter.cs", "Program.cs"], trimmed, "");
        await DotnetCommand.RunAsync(folder, "publish", "-c", "Release", "-o", "out");
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out"), "System.Private.Xml.dll"), Is.Empty, "what is not used is trimmed away");
        string printed = await DotnetCommand.RunAsync(folder, Path.Combine("out", "trimmed.dll"), "hi", "Ada");
        Assert.That(printed.ReplaceLineEndings("\n"), Does.EndWith("What is your name?\nHello, Ada.\n"));
    }

    [Test]
    public async Task An_application_compiled_ahead_of_time_holds_the_conversation_too()
    {
        NativeToolChain.Require();
        string native = "<OutputType>Exe</OutputType><PublishAot>true</PublishAot><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier><TreatWarningsAsErrors>true</TreatWarningsAsErrors>";
        string folder = await NewProjectAsync("native", "ConversationInteractions", ["Greeter.cs", "Program.cs"], native, "");
        await DotnetCommand.RunAsync(folder, "publish", "-c", "Release", "-o", "out");
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out"), "*.dll"), Is.Empty, "nothing is left to compile at run time");
        string printed = await DotnetCommand.RunProgramAsync(Path.Combine(folder, "out", "native"), folder, "hi", "Ada");
        Assert.That(printed.ReplaceLineEndings("\n"), Does.EndWith("What is your name?\nHello, Ada.\n"));
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
