using System.Globalization;
using Microsoft.Agents.AI.Workflows;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>The same conversation as a workflow of the Microsoft Agent Framework: a port that asks, an executor that fetches and tells; with checkpoints or without.</summary>
internal sealed class WorkflowTurns
{
    private readonly Run _run;
    private ExternalRequest _asked;

    private WorkflowTurns(Run run)
    {
        _run = run;
        _asked = Latest();
    }

    public static async Task<WorkflowTurns> StartAsync(bool isKept)
    {
        RequestPort<string, string> ask = RequestPort.Create<string, string>("Ask");
        FunctionExecutor<string, string> tell = new("Tell", (account, _, _) => Reply(account));
        Workflow workflow = new WorkflowBuilder(ask).AddEdge(ask, tell).AddEdge(tell, ask).Build();
        Run run = isKept
            ? await InProcessExecution.RunAsync(workflow, "Which account?", CheckpointManager.CreateInMemory())
            : await InProcessExecution.RunAsync(workflow, "Which account?");
        return new WorkflowTurns(run);
    }

    public string? Turn(string text)
    {
        ValueTask<bool> resumed = _run.ResumeAsync([_asked.CreateResponse(text)]);
        if (!resumed.IsCompletedSuccessfully)
        {
            resumed.AsTask().GetAwaiter().GetResult();
        }

        _asked = Latest();
        return _asked.TryGetDataAs(out string? reply) ? reply : null;
    }

    private ExternalRequest Latest() => _run.NewEvents.OfType<RequestInfoEvent>().Last().Request;

    private static string Reply(string account) =>
        string.Create(CultureInfo.InvariantCulture, $"Your balance is {(account.Length > 0 ? 42.5m : 0)}. Which account now?");
}
