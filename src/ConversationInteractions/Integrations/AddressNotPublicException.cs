namespace ConversationInteractions.Integrations;

/// <summary>A name led only to addresses that calls may not reach.</summary>
internal sealed class AddressNotPublicException() : IOException(IntegrationTexts.AddressNotPublic);
