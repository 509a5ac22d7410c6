using System.Globalization;
using BenchmarkDotNet.Running;
using ConversationInteractions.Benchmarks;

if (args is ["scripts", var seconds])
{
    await ScriptLoad.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
