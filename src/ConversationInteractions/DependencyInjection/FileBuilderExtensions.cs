using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.Files;
using ConversationInteractions.Integrations;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds for the files of its consumers: where they wait, who looks at them, and the shares that keep them.</summary>
/// <remarks>
/// A share has a name, by which file integrations ask for it, or none: then it is the default share, for those that give no name. Of several with one name the last one counts.
/// Without an upload folder files are refused; without a share every upload fails.
/// </remarks>
public static class FileBuilderExtensions
{
    /// <summary>Registers a share; one instance serves all uploads.</summary>
    /// <typeparam name="T">The share; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name, compared ordinally; the default share without it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddFileShare<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IConversationInteractionsBuilder builder, string? name = null)
        where T : class, IFileShare
    {
        Check(builder, name);
        if (name is null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IFileShare, T>());
        }
        else
        {
            builder.Services.AddKeyedSingleton<IFileShare, T>(name);
        }

        return builder;
    }

    /// <summary>Registers a share; it is made once.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="create">Makes the share.</param>
    /// <param name="name">Its name, compared ordinally; the default share without it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddFileShare(
        this IConversationInteractionsBuilder builder, Func<IServiceProvider, IFileShare> create, string? name = null)
    {
        Check(builder, name);
        ArgumentNullException.ThrowIfNull(create);
        if (name is null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(create));
        }
        else
        {
            builder.Services.AddKeyedSingleton(name, (provider, _) => create(provider));
        }

        return builder;
    }

    /// <summary>Registers a folder as a share; see <see cref="DirectoryFileShare"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder; made when the share is first used.</param>
    /// <param name="name">Its name, compared ordinally; the default share without it.</param>
    /// <param name="configure">Sets a quota or file modes.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="folder"/> or <paramref name="name"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddDirectoryFileShare(
        this IConversationInteractionsBuilder builder, string folder, string? name = null, Action<DirectoryFileShareOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        DirectoryFileShareOptions options = new();
        configure?.Invoke(options);
        return builder.AddFileShare(provider => new DirectoryFileShare(folder, options, provider.GetService<TimeProvider>()), name);
    }

    /// <summary>Registers the share that sends files to the address of the file integration; see <see cref="HttpFileShare"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name, compared ordinally; the default share without it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IConversationInteractionsBuilder AddHttpFileShare(this IConversationInteractionsBuilder builder, string? name = null) =>
        builder.AddFileShare(
            provider => new HttpFileShare(
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<IOptions<HttpIntegrationOptions>>().Value,
                provider.GetService<ICredentialProvider>(),
                provider.GetService<TimeProvider>(),
                provider.GetService<ILogger<HttpFileShare>>()),
            name);

    /// <summary>Sets the folder in which files wait between the consumer and the share; see <see cref="FolderUploadStaging"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder, the same for all processes of the conversation store (C28); made when it is first used.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    public static IConversationInteractionsBuilder UseUploadFolder(this IConversationInteractionsBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IUploadStaging>(provider => new FolderUploadStaging(folder, provider.GetService<TimeProvider>())));
        return builder;
    }

    /// <summary>Sets the scanner that looks at files before a share gets them; an earlier one is replaced.</summary>
    /// <typeparam name="T">The scanner; its constructor's parameters come from the services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IConversationInteractionsBuilder UseFileScanner<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IConversationInteractionsBuilder builder)
        where T : class, IFileScanner
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IFileScanner, T>());
        return builder;
    }

    private static void Check(IConversationInteractionsBuilder builder, string? name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (name is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        }
    }
}
