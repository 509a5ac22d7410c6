using System.Globalization;
using ConversationInteractions.Testing.Tests.Running;

namespace ConversationInteractions.Testing.Tests.Orders;

/// <summary>In no order of what happens at the same moment anything goes wrong in an acceptance case.</summary>
public sealed class OrderConformanceTests
{
    /// <summary>Per script, so that the test stays short; <c>convo test --orders</c> explores more, and all with this variable.</summary>
    private static readonly int MaxOrders = int.TryParse(Environment.GetEnvironmentVariable("CONVO_MAX_ORDERS"), CultureInfo.InvariantCulture, out int max) ? max : 25;

    [Test]
    public async Task No_acceptance_case_goes_wrong_in_any_order()
    {
        if (ConformanceCases.Folder is not { } folder)
        {
            Assert.Ignore("The folder shared/conformance does not lie beside the repository.");
            return;
        }

        List<OrderResult> results = [];
        await Parallel.ForEachAsync(Directory.GetFiles(folder, "*.convo.json"), async (path, token) =>
        {
            OrderResult result = await OrderExplorer.ExploreAsync(path, new OrderOptions { MaxOrders = MaxOrders }, token);
            lock (results)
            {
                results.Add(result);
            }
        });
        await TestContext.Out.WriteLineAsync(
            $"{results.Sum(result => result.Orders)} orders ({results.Sum(result => result.Runs)} runs) of {results.Count} scripts, {results.Count(result => result.LeftOut == 0)} of them completely; {results.Sum(result => result.LeftOut)} left out");
        Assert.That(results.Where(result => !result.Passed).Select(result => new OrderException(result).Message), Is.Empty);
    }
}
