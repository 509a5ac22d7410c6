using System.Net;

namespace ConversationInteractions.Integrations;

[TestFixture]
public sealed class PublicAddressTests
{
    [TestCase("8.8.8.8")]
    [TestCase("100.63.255.255")]
    [TestCase("172.32.0.1")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700::1111")]
    [TestCase("::ffff:8.8.8.8")]
    public void An_address_of_the_Internet_is_public(string address) => Assert.That(PublicAddress.IsPublic(IPAddress.Parse(address)), Is.True);

    [TestCase("0.0.0.0")]
    [TestCase("10.1.2.3")]
    [TestCase("100.64.0.1")]
    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("172.16.0.1")]
    [TestCase("192.168.0.1")]
    [TestCase("198.18.0.1")]
    [TestCase("224.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("64:ff9b::7f00:1")]
    [TestCase("2001::1")]
    [TestCase("2002:7f00:1::")]
    [TestCase("fc00::1")]
    [TestCase("fe80::1")]
    [TestCase("ff02::1")]
    public void Another_address_is_not(string address) => Assert.That(PublicAddress.IsPublic(IPAddress.Parse(address)), Is.False);
}
