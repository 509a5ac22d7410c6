using ConversationInteractions.Soak;

// Two worker processes on one PostgreSQL, killed at random: is every transcript complete, in order and without duplicates?
//   dotnet run -c Release --project tests/ConversationInteractions.Soak [conversations] [messages] [seconds of killing] [processes]
if (args is ["worker", var port, var connectionString])
{
    await SoakWorker.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), connectionString);
    return 0;
}

int[] numbers = [.. args.Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))];
return await SoakDriver.RunAsync(new SoakPlan(
    Conversations: numbers.ElementAtOrDefault(0) is > 0 and var c ? c : 2_000,
    Messages: numbers.ElementAtOrDefault(1) is > 0 and var m ? m : 20,
    Killing: TimeSpan.FromSeconds(numbers.Length > 2 ? numbers[2] : 120),
    Workers: numbers.ElementAtOrDefault(3) is > 0 and var w ? w : 2));
