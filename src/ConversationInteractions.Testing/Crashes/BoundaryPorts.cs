using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>The ports of one process but its store: the process may die before and after everything it does through them.</summary>
internal sealed class BoundaryPorts(ExploredProcess process, ExploredWorld world, RuntimePorts inner)
    : IMessageChannel, IAgentChannel, IEscalationTransport, IFileShare, IIntegrationClient
{
    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return process.DoAsync($"send {Evidence.Message(message.Sequence)}", () =>
        {
            world.Evidence.Performs(Evidence.Message(message.Sequence));
            world.Evidence.Sent(message);
            return inner.Channel.SendAsync(conversationId, message, cancellationToken);
        });
    }

    public async ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken) =>
        await process.DoAsync("close", async () =>
        {
            world.Evidence.Closed(survey);
            await inner.Channel.CloseAsync(conversationId, survey, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

    public async ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await process.DoAsync($"forward {message.Key}", async () =>
        {
            world.Evidence.Performs($"forward {message.Key}");
            await inner.AgentChannel!.DeliverAsync(message, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return process.DoAsync($"transfer {request.TransferId}", () =>
        {
            world.Evidence.Performs($"transfer {request.TransferId}");
            return inner.Transport!.RequestAsync(request, cancellationToken);
        });
    }

    public ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return process.DoAsync($"upload {upload.UploadId}", () =>
        {
            process.Uploads.Add(upload.UploadId);
            world.Evidence.Performs($"upload {upload.UploadId}");
            return world.World.Share.StoreAsync(upload, cancellationToken);
        });
    }

    public async ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        if (world.Lost is { IsMade: false, Key: var lost } && lost == invocation.Key)
        {
            return LostCall.Unknown;
        }

        return await process.DoAsync($"call {invocation.Key}", async () =>
        {
            world.Evidence.Performs($"call {invocation.Key}");
            CallOutcome outcome = await world.Answers.AnswerAsync(invocation, inner.Integrations!, cancellationToken).ConfigureAwait(false);
            return world.Lost?.Key == invocation.Key ? LostCall.Unknown : outcome;
        }).ConfigureAwait(false);
    }
}
