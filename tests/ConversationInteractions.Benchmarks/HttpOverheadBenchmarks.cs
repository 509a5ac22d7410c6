using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.Benchmarks;

/// <summary>What a call through our client costs over the same call by a bare <see cref="HttpClient"/>, on loopback (budget: at most 1.3 times, aim 1.1).</summary>
[Config(typeof(InProcessConfig))]
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class HttpOverheadBenchmarks : IDisposable
{
    private const string Body = """{"account":"savings","amount":12}""";

    private readonly LoopbackResponder _server = new();
    private readonly HttpClient _bare = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All });
    private ServiceProvider _services = null!;
    private IIntegrationClient _ours = null!;
    private string _url = "";
    private IntegrationInvocation _get = null!;
    private IntegrationInvocation _post = null!;

    [GlobalSetup]
    public void Start()
    {
        ServiceCollection services = new();
        IntegrationServices.AddIntegrations(services);
        _services = services.BuildServiceProvider();
        _ours = _services.GetRequiredService<IIntegrationClient>();
        _url = $"http://{_server.Authority}/accounts/savings?currency=EUR";
        ApiRequest get = new()
        {
            Integration = "balance",
            Method = "GET",
            Repeatable = true,
            Url = _url,
            AllowedHosts = [_server.Authority],
            Headers = [new("X-Source", "bot")],
        };
        _get = new IntegrationInvocation { ConversationId = "c1", Key = "c1/e1/1", Request = get };
        _post = _get with { Request = get with { Method = "POST", Repeatable = false, Body = Body, ContentType = "application/json" } };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        _bare.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("GET")]
    public Task<string> BareGet() => SendBareAsync(new HttpRequestMessage(HttpMethod.Get, _url));

    [Benchmark, BenchmarkCategory("GET")]
    public async Task<string> OurGet() => (await _ours.InvokeAsync(_get, CancellationToken.None)).Body;

    [Benchmark(Baseline = true), BenchmarkCategory("POST")]
    public Task<string> BarePost() =>
        SendBareAsync(new HttpRequestMessage(HttpMethod.Post, _url) { Content = new StringContent(Body, Encoding.UTF8, "application/json") });

    [Benchmark, BenchmarkCategory("POST")]
    public async Task<string> OurPost() => (await _ours.InvokeAsync(_post, CancellationToken.None)).Body;

    private async Task<string> SendBareAsync(HttpRequestMessage message)
    {
        using (message)
        {
            message.Headers.TryAddWithoutValidation("X-Source", "bot");
            message.Headers.TryAddWithoutValidation("Idempotency-Key", "c1/e1/1");
            using HttpResponseMessage response = await _bare.SendAsync(message);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
