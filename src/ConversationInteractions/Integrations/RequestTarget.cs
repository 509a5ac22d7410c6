using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Integrations;

/// <summary>Says whether a request may leave, and where it goes (B6).</summary>
internal static class RequestTarget
{
    /// <summary>Checks the method and the address of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="hostApplication">The hosts that the host application allows where a value decides.</param>
    /// <param name="address">Where it goes.</param>
    /// <returns>Why it may not leave, or <see langword="null"/> where it may.</returns>
    public static string? Refuse(ApiRequest request, ReadOnlySpan<string> hostApplication, out Uri address)
    {
        address = null!;
        if (!IsMethod(request.Method))
        {
            return IntegrationTexts.MethodRefused;
        }

        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? target) || string.IsNullOrEmpty(AllowedHost.NameOf(target)))
        {
            return IntegrationTexts.AddressMalformed;
        }

        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp)
        {
            return IntegrationTexts.SchemeRefused;
        }

        if (target.UserInfo.Length > 0)
        {
            return IntegrationTexts.UserInfoRefused;
        }

        // A port that the author wrote is trusted like the host; one that a value could have written must be listed.
        if (!AllowedHost.IsListed(request.AllowedHosts.AsSpan(), target, anyPort: !request.HostIsVariable))
        {
            return IntegrationTexts.HostNotAllowed;
        }

        if (request.HostIsVariable && !AllowedHost.IsListed(hostApplication, target, anyPort: false))
        {
            return IntegrationTexts.VariableHostNotAllowed;
        }

        address = target;
        return null;
    }

    /// <summary>Whether a method changes nothing, so that a call which broke has simply failed (B5).</summary>
    /// <param name="method">The method.</param>
    public static bool ChangesNothing(string method) => method is "GET" or "HEAD" or "OPTIONS";

    private static bool IsMethod(string method)
    {
        if (method.Length == 0 || string.Equals(method, "CONNECT", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (char letter in method)
        {
            if (!char.IsAsciiLetter(letter) && letter is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
