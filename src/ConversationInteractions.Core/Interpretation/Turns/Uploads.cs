using System.Globalization;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Asks for files, judges them and tells what became of them (behaviour 10).</summary>
internal static class Uploads
{
    public static bool Ask(Turn turn, CompiledUpload upload, ScriptWishes? wishes)
    {
        OutgoingMessage? message = wishes?.Prepared is { } prepared ? prepared.Message : Messages.Render(turn, upload.Message);
        if (Scripts.PostProcess(turn, upload, wishes, message))
        {
            return false;
        }

        if (message is not null)
        {
            Messages.Send(turn, wishes is null ? message : message with { Choices = wishes.Choices }, wishes?.Delay ?? upload.Delay);
        }

        return wishes?.Next is { } next && Flow.Follow(turn, next);
    }

    /// <summary>The consumer handed in a file.</summary>
    public static string? Receive(Turn turn, StagedFile file)
    {
        if (turn.State.Owner is ConversationOwner.Pending or ConversationOwner.Agent)
        {
            turn.Effects.Add(new ForwardToAgent { Key = turn.NextKey(), TransferId = turn.State.Transfer!.Id, File = file });
            return null;
        }

        bool begins = Sessions.Ensure(turn);
        Sessions.Touch(turn);
        if (!begins || !Scripts.StartSession(turn, SessionOpening.File, file: file))
        {
            Judge(turn, file);
        }

        return null;
    }

    /// <summary>Takes a file that was asked for and fits; refuses any other.</summary>
    public static void Judge(Turn turn, StagedFile file)
    {
        if (turn.Top is not { Interaction: CompiledUpload upload } frame)
        {
            // C29: answered like any utterance that fits nothing, but never by the question's own response.
            Refuse(turn, file, null, "no interaction asked for a file");
            Fallbacks.Answer(turn);
        }
        else if (!FileTypes.TryAccept(upload.AcceptedTypes, file.Name, file.MediaType, file.DetectedType, out FileType? type))
        {
            Refuse(turn, file, upload, "its type is not accepted");
            Messages.Say(turn, upload.ValidationFailureMessage);
        }
        else if (file.Bytes > upload.MaxBytes)
        {
            Refuse(turn, file, upload, $"it is larger than {upload.MaxBytes} bytes");
            Reject(turn, upload);
        }
        else
        {
            Accept(turn, frame, upload, file, type);
        }
    }

    /// <summary>An upload ended.</summary>
    public static string? Complete(Turn turn, UploadCompleted completed)
    {
        if (!turn.State.Uploads.Any(u => u.Id == completed.UploadId))
        {
            return $"No upload '{completed.UploadId}' is under way.";
        }

        if (!completed.Stored)
        {
            turn.Note(TraceCodes.FileRefused, completed.UploadId, completed.Reason);
        }

        if (turn.State.Owner is ConversationOwner.Pending or ConversationOwner.Agent)
        {
            turn.State.Deferred = [.. turn.State.Deferred, new DeferredEvent { Id = turn.EventId, UploadId = completed.UploadId, Stored = completed.Stored, Status = completed.Status }];
            turn.Note(TraceCodes.EventDeferred, completed.UploadId);
            return null;
        }

        End(turn, completed.UploadId, completed.Stored, completed.Status);
        return null;
    }

    /// <summary>Says what became of an upload and routes it (A23); where its bot or session is gone it is only said, after a close only traced (C6).</summary>
    public static void End(Turn turn, string id, bool isStored, int? status)
    {
        if (turn.State.Uploads.FirstOrDefault(u => u.Id == id) is not { } upload)
        {
            return;
        }

        turn.State.Uploads = [.. turn.State.Uploads.Where(u => u.Id != id)];
        turn.Note(TraceCodes.Upload, upload.Integration, isStored ? "stored" : "failed");
        if (turn.State.Owner == ConversationOwner.Closed)
        {
            return;
        }

        string? message = isStored ? upload.SuccessMessage : upload.FailureMessage;
        if (upload.Session != turn.State.Session || upload.Bot != turn.State.Bot || Sessions.IsExpired(turn))
        {
            Say(turn, message);
            return;
        }

        CallRecord record = new()
        {
            Integration = upload.Integration,
            Status = status?.ToString(CultureInfo.InvariantCulture) ?? "",
            Result = isStored ? CallResult.Success : CallResult.Failure,
        };
        CompiledIntegration? integration = turn.Program.Integrations.Find(upload.Integration);
        if (integration is null)
        {
            turn.State.Calls = [.. CallRecords.Without(turn.State.Calls, upload.Integration), record];
        }
        else
        {
            CallRecords.Keep(turn, integration, record);
        }

        if (integration?.Source.Transform is { } script && (isStored || status is not null))
        {
            Scripts.RunOnUpload(turn, upload.Integration, script, isStored ? CallResult.Success : CallResult.Failure, message);
            return;
        }

        Tell(turn, isStored, message);
    }

    /// <summary>Says what became of an upload and starts the dialog that catches it.</summary>
    public static void Tell(Turn turn, bool isStored, string? message)
    {
        Say(turn, message);
        Route(turn, isStored ? ReservedText.UploadSucceededPrefix : ReservedText.UploadFailedPrefix, message);
    }

    /// <summary>Brings the file to its share, after the script of the call has run.</summary>
    public static void Begin(Turn turn, ActiveFrame frame, StagedFile file, ScriptWishes? wishes)
    {
        if (frame.Interaction is CompiledUpload upload && FileTypes.TryAccept(upload.AcceptedTypes, file.Name, file.MediaType, file.DetectedType, out FileType? type))
        {
            Begin(turn, frame, upload, file, type, wishes);
        }
    }

    /// <summary>Goes on after the call: complete at once (A26), so only rules that ask for no result can hold.</summary>
    /// <returns>Whether the flow goes on with the top of the stack.</returns>
    public static bool Leave(Turn turn, CompiledFileCall call, NextAction? wanted)
    {
        CompiledRule? rule = RuleOutcomes.FindRule(turn, call, null);
        RuleOutcomes.Apply(turn, rule);
        return Flow.Follow(turn, wanted ?? rule?.Source.Next ?? call.Source.Next);
    }

    private static void Accept(Turn turn, ActiveFrame frame, CompiledUpload upload, StagedFile file, FileType type)
    {
        frame.Fallbacks = 0;
        turn.State.FileName = SafeFileName.From(file.Name);
        turn.State.FileType = type.Word;
        if (upload.FileCall is { Enabled: true, Source.Scripts.PreProcess: { } script } scripted)
        {
            Scripts.Run(turn, scripted, ScriptSlot.PreProcess, script, ResumePoint.FilePreProcessed, file: file);
            return;
        }

        Begin(turn, frame, upload, file, type, null);
    }

    private static void Begin(Turn turn, ActiveFrame frame, CompiledUpload upload, StagedFile file, FileType type, ScriptWishes? wishes)
    {
        ApiRequest? request = null;
        string problem = "its integration is switched off";
        if (upload.FileCall is not { Enabled: true } call
            || !IntegrationRequests.TryMake(turn, call.Integration, (FileIntegration)call.Integration.Source, out request, out problem))
        {
            Refuse(turn, file, upload, problem);
            CompiledRule? failed = upload.FileCall is { Enabled: true } broken ? RuleOutcomes.FindRule(turn, broken, CallResult.Failure) : null;
            frame.Interaction = (CompiledInteraction?)upload.FileCall ?? upload;
            Reject(turn, upload, isPending: false);
            RuleOutcomes.Apply(turn, failed);
            Flow.Continue(turn, wishes?.Next ?? failed?.Source.Next ?? NextAction.Next);
            return;
        }

        FileIntegration integration = (FileIntegration)call.Integration.Source;
        Messages.Say(turn, upload.InProgressMessage);
        string id = turn.NextKey();
        turn.Effects.Add(new StartUpload
        {
            Key = id,
            Integration = integration.Name,
            File = file,
            FileName = turn.State.FileName!,
            MediaType = type.MediaType,
            Share = integration.Share,
            Path = call.Integration.Path!.Render(turn, ValueEncoding.PathSegment),
            Request = request,
            Timeout = integration.Timeout,
            Retries = integration.Retries,
        });
        turn.State.Uploads = [.. turn.State.Uploads, new PendingUpload
        {
            Id = id,
            Bot = turn.State.Bot,
            Session = turn.State.Session,
            Integration = integration.Name,
            SuccessMessage = Messages.Text(turn, upload.SuccessMessage),
            FailureMessage = Messages.Text(turn, upload.FailureMessage),
        }];

        frame.Interaction = call;
        turn.State.InteractionsRun++;
        if (call.Source.Scripts?.PostProcess is { } after)
        {
            Scripts.Run(turn, call, ScriptSlot.PostProcess, after, ResumePoint.PostProcessed, wishes);
        }
        else if (Leave(turn, call, wishes?.Next))
        {
            Flow.Run(turn);
        }
    }

    /// <summary>Says that the file could not be taken and routes it; the request stays pending (A24).</summary>
    private static void Reject(Turn turn, CompiledUpload upload, bool isPending = true)
    {
        string? message = Messages.Text(turn, upload.FailureMessage);
        Say(turn, message);
        if (isPending)
        {
            Route(turn, ReservedText.UploadFailedPrefix, message);
        }
    }

    /// <summary>Starts the dialog that catches the outcome; one that nobody catches is ignored (A23).</summary>
    private static void Route(Turn turn, string prefix, string? message) =>
        Starters.TryPattern(turn, Utterance.Normalize(prefix + (message ?? ReservedText.Blank)));

    private static void Say(Turn turn, string? message)
    {
        if (message is not null)
        {
            Messages.Say(turn, message);
        }
    }

    private static void Refuse(Turn turn, StagedFile file, CompiledUpload? upload, string reason)
    {
        turn.Note(TraceCodes.FileRefused, upload?.Address, reason);
        turn.Effects.Add(new ReleaseFile { Key = turn.NextKey(), Reference = file.Reference });
    }
}
