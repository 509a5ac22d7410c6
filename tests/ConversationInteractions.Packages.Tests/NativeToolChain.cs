namespace ConversationInteractions.Packages.Tests;

/// <summary>What compiling ahead of time needs beside the .NET SDK.</summary>
internal static class NativeToolChain
{
    private const string Missing = "Neither clang nor gcc is there, and compiling ahead of time links with one of them. Install one: apt-get install gcc libc6-dev";

    /// <summary>Ends the test where it is missing: ignored, or failed where services are required.</summary>
    public static void Require()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Compiled ahead of time on Linux only: elsewhere the linker is not found by a name on the path.");
        }

        if (IsOnPath("clang") || IsOnPath("gcc"))
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI_REQUIRE_SERVICES") == "1")
        {
            Assert.Fail(Missing);
        }

        Assert.Ignore(Missing);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));
}
