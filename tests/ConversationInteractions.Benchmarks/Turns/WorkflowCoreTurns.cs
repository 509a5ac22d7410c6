using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkflowCore.Interface;
using WorkflowCore.Models;

namespace ConversationInteractions.Benchmarks.Turns;

/// <summary>
/// The same conversation as a workflow of WorkflowCore, executed on the calling thread and given to its persistence in memory after each turn. An instance keeps each step that it ever
/// made, so a conversation is begun anew after twenty turns.
/// </summary>
internal sealed class WorkflowCoreTurns : IDisposable
{
    private const string Answered = "answered";
    private const int TurnsOfOne = 20;

    private readonly ServiceProvider _services;
    private readonly IWorkflowExecutor _executor;
    private readonly IPersistenceProvider _persistence;
    private readonly WorkflowDefinition _definition;
    private WorkflowInstance? _instance;
    private int _turns;

    public WorkflowCoreTurns()
    {
        _services = new ServiceCollection().AddLogging().AddWorkflow().BuildServiceProvider();
        IWorkflowRegistry registry = _services.GetRequiredService<IWorkflowRegistry>();
        registry.RegisterWorkflow(new BalanceFlow());
        _definition = registry.GetDefinition(BalanceFlow.Name);
        _executor = _services.GetRequiredService<IWorkflowExecutor>();
        _persistence = _services.GetRequiredService<IPersistenceProvider>();
    }

    public string? Turn(string text) => TurnAsync(text).GetAwaiter().GetResult();

    public void Dispose() => _services.Dispose();

    private async Task<string?> TurnAsync(string text)
    {
        if (_turns++ % TurnsOfOne == 0)
        {
            _instance = await BeginAsync();
        }

        ExecutionPointer waiting = _instance!.ExecutionPointers.Single(IsWaiting);
        (waiting.EventData, waiting.EventPublished, waiting.Active) = (text, true, true);
        await RunAsync(_instance);
        return ((BalanceData)_instance.Data).Reply;
    }

    private async Task<WorkflowInstance> BeginAsync()
    {
        WorkflowInstance instance = new()
        {
            WorkflowDefinitionId = _definition.Id,
            Version = _definition.Version,
            Data = new BalanceData(),
            Status = WorkflowStatus.Runnable,
            NextExecution = 0,
            CreateTime = DateTime.UtcNow,
        };
        instance.ExecutionPointers.Add(_services.GetRequiredService<IExecutionPointerFactory>().BuildGenesisPointer(_definition));
        instance.Id = await _persistence.CreateNewWorkflow(instance);
        await RunAsync(instance);
        return instance;
    }

    private async Task RunAsync(WorkflowInstance instance)
    {
        while (!instance.ExecutionPointers.Any(IsWaiting))
        {
            await _executor.Execute(instance);
        }

        await _persistence.PersistWorkflow(instance);
    }

    private static bool IsWaiting(ExecutionPointer pointer) => pointer is { EventName: Answered, EventPublished: false };

    /// <summary>What a conversation knows.</summary>
    public sealed class BalanceData
    {
        public string? Account { get; set; }

        public decimal Amount { get; set; }

        public string? Reply { get; set; }
    }

    private sealed class BalanceFlow : IWorkflow<BalanceData>
    {
        public const string Name = "balance";

        public string Id => Name;

        public int Version => 1;

        public void Build(IWorkflowBuilder<BalanceData> builder) => builder
            .StartWith(_ => ExecutionResult.Next())
            .While(_ => true)
            .Do(turn => turn
                .WaitFor(Answered, (_, context) => context.Workflow.Id)
                .Output(data => data.Account, step => step.EventData)
                .Then<Fetch>()
                .Input(step => step.Account, data => data.Account)
                .Output(data => data.Amount, step => step.Amount)
                .Then<Tell>()
                .Input(step => step.Amount, data => data.Amount)
                .Output(data => data.Reply, step => step.Reply));
    }

    /// <summary>The stubbed call.</summary>
    public sealed class Fetch : StepBody
    {
        public string? Account { get; set; }

        public decimal Amount { get; private set; }

        public override ExecutionResult Run(IStepExecutionContext context)
        {
            Amount = Account is { Length: > 0 } ? 42.5m : 0;
            return ExecutionResult.Next();
        }
    }

    /// <summary>The reply.</summary>
    public sealed class Tell : StepBody
    {
        public decimal Amount { get; set; }

        public string? Reply { get; private set; }

        public override ExecutionResult Run(IStepExecutionContext context)
        {
            Reply = string.Create(CultureInfo.InvariantCulture, $"Your balance is {Amount}. Which account now?");
            return ExecutionResult.Next();
        }
    }
}
