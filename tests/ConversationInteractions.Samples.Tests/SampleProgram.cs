using System.Diagnostics;

namespace ConversationInteractions.Samples.Tests;

/// <summary>Runs a sample as people do: a process of its own, with a keyboard and a screen.</summary>
internal static class SampleProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs the sample to its end.</summary>
    /// <param name="name">The sample.</param>
    /// <param name="input">What is typed, a line each.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<Ended> RunAsync(string name, string[] input, params string[] arguments)
    {
        // Beside the output of these tests, which are built with it.
        DirectoryInfo output = new(AppContext.BaseDirectory);
        string assembly = Path.Combine(output.Parent!.Parent!.FullName, name, output.Name, $"{name}.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using CancellationTokenSource patience = new(Patience);
        try
        {
            Task<string> printed = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> complained = process.StandardError.ReadToEndAsync(patience.Token);
            foreach (string line in input)
            {
                await process.StandardInput.WriteLineAsync(line);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new Ended(process.ExitCode, (await printed).ReplaceLineEndings("\n"), await complained);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>How a sample ended, and what it printed.</summary>
    internal sealed record Ended(int Code, string Output, string Error);
}
