using System.Globalization;
using BenchmarkDotNet.Running;
using ConversationInteractions.Benchmarks;
using ConversationInteractions.Benchmarks.Turns;

// An alternation of the patterns of a hundred dialogs is larger than .NET makes without being told.
AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", int.MaxValue);

if (args is ["scripts", var seconds])
{
    await ScriptLoad.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    return;
}

if (args is ["turns", var turns])
{
    await TurnRuns.RunAsync(int.Parse(turns, CultureInfo.InvariantCulture));
    return;
}

if (args is ["threads", var each])
{
    await ThreadRuns.RunAsync(int.Parse(each, CultureInfo.InvariantCulture));
    return;
}

if (args is ["loop", var engine, var rounds, .. [] or ["types"]])
{
    await TurnLoop.RunAsync(engine, int.Parse(rounds, CultureInfo.InvariantCulture), samplesTypes: args.Length > 3);
    return;
}

if (args is ["load", var dialogs])
{
    DefinitionLoad.Run(int.Parse(dialogs, CultureInfo.InvariantCulture));
    return;
}

if (args is ["pairs"])
{
    await PairRuns.RunAsync();
    return;
}

if (args is [ColdStart.Hello])
{
    Console.ReadLine();
    Console.WriteLine("hello");
    Console.ReadLine();
    return;
}

if (args is ["start", .. { Length: > 0 } builds])
{
    ColdStart.Run(builds);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
