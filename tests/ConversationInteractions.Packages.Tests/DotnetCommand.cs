using System.Diagnostics;

namespace ConversationInteractions.Packages.Tests;

/// <summary>Runs the .NET command line, as a user would.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs a command and returns what it printed; a failure fails the test with it.</summary>
    public static Task<string> RunAsync(string folder, params string[] arguments) => RunProgramAsync("dotnet", folder, arguments);

    /// <summary>Runs a command with git settings beside those of the checkout.</summary>
    public static Task<string> RunWithGitSettingsAsync(string settings, string folder, params string[] arguments) => RunProgramAsync("dotnet", folder, arguments, settings);

    /// <summary>Runs what a command made, likewise.</summary>
    public static Task<string> RunProgramAsync(string program, string folder, params string[] arguments) => RunProgramAsync(program, folder, arguments, gitSettings: null);

    private static async Task<string> RunProgramAsync(string program, string folder, string[] arguments, string? gitSettings)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in start.Environment.Keys.Where(IsOfThisRun).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        if (gitSettings is not null)
        {
            start.Environment["XDG_CONFIG_HOME"] = gitSettings;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(10));
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        string printed = await output + await errors;
        Assert.That(process.ExitCode, Is.Zero, () => $"{program} {string.Join(' ', arguments)} failed:\n{printed}");
        return printed;
    }

    // What the test host and the build that started it hand down would change how the inner build behaves.
    private static bool IsOfThisRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || variable is "DOTNET_HOST_PATH" or "UPDATE_API";
}
