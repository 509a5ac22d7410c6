using ConversationInteractions.Soak;
using ConversationInteractions.Soak.Web;

// Two worker processes on one PostgreSQL, killed at random: is every transcript complete, in order and without duplicates?
//   dotnet run -c Release --project tests/ConversationInteractions.Soak [conversations] [messages] [seconds of killing] [processes]
if (args is ["worker", var port, var connectionString])
{
    await SoakWorker.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), connectionString);
    return 0;
}

// The web endpoints of this machine with open event streams: messages per second, latencies, and whether every stream tells everything once.
//   dotnet run -c Release --project tests/ConversationInteractions.Soak web [memory|sqlite|both] [streams] [messages] [at once]
if (args is ["web", ..])
{
    string store = args.ElementAtOrDefault(1) is "memory" or "sqlite" or "both" ? args[1] : "both";
    int[] web = [.. args.Skip(1).Where(a => a != store).Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))];
    return await WebLoad.RunAsync(
        store,
        streams: web.ElementAtOrDefault(0) is > 0 and var s ? s : 1_000,
        messages: web.ElementAtOrDefault(1) is > 0 and var p ? p : 20_000,
        atOnce: web.ElementAtOrDefault(2) is > 0 and var a ? a : 32);
}

int[] numbers = [.. args.Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))];
return await SoakDriver.RunAsync(new SoakPlan(
    Conversations: numbers.ElementAtOrDefault(0) is > 0 and var c ? c : 2_000,
    Messages: numbers.ElementAtOrDefault(1) is > 0 and var m ? m : 20,
    Killing: TimeSpan.FromSeconds(numbers.Length > 2 ? numbers[2] : 120),
    Workers: numbers.ElementAtOrDefault(3) is > 0 and var w ? w : 2));
