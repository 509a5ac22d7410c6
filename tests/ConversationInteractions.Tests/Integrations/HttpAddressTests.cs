using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class HttpAddressTests : HttpClientTests
{
    [TestCase("https://bank.example/x", "bank.example")]
    [TestCase("https://BANK.example/x", "Bank.Example")]
    [TestCase("http://bank.example:8080/x", "bank.example")]
    [TestCase("http://bank.example:8080/x", "bank.example:8080")]
    [TestCase("https://bücher.example/x", "xn--bcher-kva.example")]
    [TestCase("https://xn--bcher-kva.example/x", "BÜCHER.example")]
    [TestCase("http://[::1]:5000/x", "[::1]:5000")]
    [TestCase("http://[::1]:5000/x", "[0:0:0:0:0:0:0:1]")]
    [TestCase("http://127.0.0.1/x", "127.0.0.1")]
    [TestCase("https://a.bank.example/x", "*.bank.example")]
    public async Task A_listed_host_is_reached(string url, string listed)
    {
        Network.Answers(200);

        CallOutcome outcome = await CallAsync(Get with { Url = url, AllowedHosts = ["other.example", listed] });

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Success), outcome.Reason);
    }

    [TestCase("https://evil.example/x", "bank.example")]
    [TestCase("https://bank.example.evil.example/x", "bank.example")]
    [TestCase("https://evilbank.example/x", "*.bank.example")]
    [TestCase("https://bank.example/x", "*.bank.example")]
    [TestCase("https://bank.example:8443/x", "bank.example:443")]
    [TestCase("https://bank.example./x", "bank.example")]
    [TestCase("http://10.0.0.1/x", "*.0.0.1")]
    [TestCase("http://0x7f000001/x", "bank.example")]
    [TestCase("https://bank.example/x", "https://bank.example")]
    [TestCase("https://bank.example/x", "bank.example/x")]
    [TestCase("https://bank.example/x", "*")]
    [TestCase("https://bank.example/x", "")]
    [TestCase("https://evil.example#bank.example/x", "bank.example")]
    public async Task Another_host_is_refused_before_anything_is_sent(string url, string listed)
    {
        CallOutcome outcome = await CallAsync(Get with { Url = url, AllowedHosts = [listed] });

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(outcome.Reason, Does.StartWith("the host is not among the allowed hosts of the bot"));
        Assert.That(Network.Sent, Is.Empty);
    }

    [TestCase("ftp://bank.example/x", "http nor https")]
    [TestCase("file:///etc/passwd", "absolute http or https")]
    [TestCase("/accounts/7", "absolute http or https")]
    [TestCase("bank.example/x", "absolute http or https")]
    [TestCase("", "absolute http or https")]
    [TestCase("https://\ufceeb\uf8b3/x", "absolute http or https", Description = "no name can be made of these characters")]
    [TestCase(@"https://evil.example\@bank.example/x", "absolute http or https")]
    [TestCase("https://user:secret@bank.example/x", "user name or password")]
    public async Task Only_plain_http_and_https_addresses_are_called(string url, string reason)
    {
        CallOutcome outcome = await CallAsync(Get with { Url = url });

        Assert.That(outcome.Result, Is.EqualTo(CallResult.Failure));
        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(outcome.Reason, Does.Contain(reason));
    }

    [TestCase("CONNECT")]
    [TestCase("")]
    [TestCase("GET /x")]
    [TestCase("GET\r\nX-Admin: yes")]
    public async Task A_method_that_cannot_be_sent_is_refused(string method)
    {
        CallOutcome outcome = await CallAsync(Get with { Method = method });

        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(outcome.Reason, Does.StartWith("the method"));
    }

    [TestCase("https://shop.example/x", "shop.example")]
    [TestCase("https://eu.shop.example/x", "*.shop.example")]
    [TestCase("https://shop.example:8443/x", "shop.example:8443")]
    [TestCase("http://10.0.0.7/x", "10.0.0.7")]
    public async Task A_host_that_a_value_decides_needs_the_consent_of_the_host_application(string url, string allowed)
    {
        ApiRequest request = Get with { Url = url, HostIsVariable = true, AllowedHosts = [new Uri(url).Authority] };
        Network.Answers(200);

        CallOutcome without = await CallAsync(request);
        Options.AllowedHosts.Add(allowed);
        CallOutcome with = await CallAsync(request);

        Assert.That(without.Attempts, Is.Zero);
        Assert.That(without.Reason, Does.Contain("HttpIntegrationOptions.AllowedHosts"));
        Assert.That(with.Result, Is.EqualTo(CallResult.Success), with.Reason);
    }

    [TestCase("https://shop.example:6379/x", "shop.example", TestName = "A_port_that_a_value_decides_must_be_listed")]
    [TestCase("http://127.0.0.1/x", "*.0.0.1", TestName = "A_loopback_address_that_a_value_decides_must_be_listed_itself")]
    [TestCase("http://169.254.169.254/x", "*.169.254", TestName = "A_link_local_address_that_a_value_decides_must_be_listed_itself")]
    public async Task A_value_cannot_lead_where_no_entry_says_so(string url, string allowed)
    {
        Options.AllowedHosts.Add("shop.example");

        CallOutcome outcome = await CallAsync(Get with { Url = url, HostIsVariable = true, AllowedHosts = [allowed] });

        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(Network.Sent, Is.Empty);
    }

    [Test]
    public async Task The_consent_of_the_host_application_does_not_widen_the_bots_list()
    {
        Options.AllowedHosts.Add("shop.example");

        CallOutcome outcome = await CallAsync(Get with { Url = "https://shop.example/x", HostIsVariable = true });

        Assert.That(outcome.Attempts, Is.Zero);
        Assert.That(outcome.Reason, Does.StartWith("the host is not among the allowed hosts of the bot"));
    }

    [Test]
    public async Task A_refusal_shows_neither_the_address_nor_a_value()
    {
        CallOutcome outcome = await CallAsync(Get with { Url = "https://secret.example/secret", HostIsVariable = true, AllowedHosts = ["secret.example"] });

        Assert.That(outcome.Reason, Does.Not.Contain("secret"));
        Assert.That(Logs.Lines.Single().Text, Does.Contain("balance").And.Not.Contain("secret"));
    }

    [TestCase("shop.example", true)]
    [TestCase("*.shop.example", true)]
    [TestCase("[::1]:80", true)]
    [TestCase("*", false)]
    [TestCase("*.", false)]
    [TestCase("*.10.0.0.1", false)]
    [TestCase("a.*.example", false)]
    [TestCase("https://shop.example", false)]
    [TestCase("shop.example/x", false)]
    [TestCase("user@shop.example", false)]
    [TestCase("shop.example:99999", false)]
    [TestCase(" ", false)]
    public void Entries_of_the_host_application_are_checked_at_the_start(string entry, bool valid)
    {
        HttpIntegrationOptions options = new() { AllowedHosts = { entry } };

        Assert.That(
            () => new HttpIntegrationClient(Moq.Mock.Of<IHttpClientFactory>(), options),
            valid ? Throws.Nothing : Throws.ArgumentException.With.Message.Contains($"\"{entry}\""));
    }

    [Test]
    public void All_problems_of_the_options_are_told_at_once()
    {
        HttpIntegrationOptions options = new() { MaxResponseBytes = 0, Jitter = null!, AllowedHosts = { "*", "?" } };

        Assert.That(options.FindProblems(), Has.Count.EqualTo(4));
    }
}
