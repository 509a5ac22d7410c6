using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using ConversationInteractions.RabbitMQ.Connections;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>An installation of a test's own on the broker of the run: a publisher, a subscriber, and as many workers as the test wants, on one store.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<Task> _running = [];
    private readonly List<IConnection> _connections = [];
    private readonly CollectedLog _log = new();

    public Installation(Func<RabbitMqOptions, RabbitMqOptions>? configure = null, IConversationStore? store = null, bool withSubscriber = true)
    {
        RabbitMqOptions options = new()
        {
            Addresses = [RabbitRun.Rabbit.Address],
            Prefix = $"test{Guid.NewGuid():N}",
            Partitions = 4,
            TryBackoff = TimeSpan.FromMilliseconds(20),
            PresenceInterval = TimeSpan.FromMilliseconds(500),
        };
        Options = configure?.Invoke(options) ?? options;
        Store = store ?? new InMemoryConversationStore();
        Publisher = new EventPublisher(Options);
        _owned.Add(Publisher);
        if (withSubscriber)
        {
            Subscribe();
        }
    }

    public RabbitMqOptions Options { get; }

    public ConversationNames Names => new(Options.Prefix);

    public IConversationStore Store { get; }

    public EventPublisher Publisher { get; }

    public Consumers Consumers { get; } = new();

    /// <summary>Binds the subscriber's queue, so that what is sent from now on has somewhere to go.</summary>
    public async Task BindAsync()
    {
        await ConversationTopology.DeclareAsync(Options);
        IConnection connection = await ConnectAsync();
        await MessageSubscriber.BindAsync(connection, Names, $"{Options.Prefix}.web", "#", CancellationToken.None);
        await BrokerConnector.CloseAsync(connection);
    }

    /// <summary>What the subscribers have logged.</summary>
    public IReadOnlyCollection<string> Logged => _log.Lines;

    public void Subscribe() =>
        _running.Add(new MessageSubscriber(Options, $"{Options.Prefix}.web", log: new Logger<MessageSubscriber>(_log)).RunAsync(Consumers, _stop.Token));

    /// <summary>Starts a worker.</summary>
    /// <param name="change">Changes its ports.</param>
    public WorkerNode StartWorker(Func<RuntimePorts, RuntimePorts>? change = null)
    {
        WorkerNode worker = new(this, change);
        _owned.Add(worker);
        return worker;
    }

    public ValueTask<string> SayAsync(string conversation, string text, string? id = null) => Publisher.PublishAsync(conversation, new UserMessage(text) { Id = id });

    /// <summary>A connection for looking at the broker.</summary>
    public Task<IConnection> ConnectAsync() => BrokerConnector.ConnectAsync(Options, "test", CancellationToken.None);

    /// <summary>Takes messages from a queue until there are as many as wanted.</summary>
    public async Task<IReadOnlyList<TakenMessage>> TakeAsync(string queue, int count = 1)
    {
        IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        List<TakenMessage> taken = [];
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            taken.Add(new TakenMessage(delivery.RoutingKey, new BasicProperties(delivery.BasicProperties), Encoding.UTF8.GetString(delivery.Body.Span)));
            if (taken.Count == count)
            {
                all.SetResult();
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await BrokerConnector.CloseAsync(connection);
        return taken;
    }

    /// <summary>Hears what comes to an exchange from now on.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="routingKey">The key that the queue is bound by.</param>
    /// <param name="hear">Hears.</param>
    /// <param name="declare">Declares the exchange, where it is not there.</param>
    public async Task ListenAsync(string exchange, string routingKey, Action<BasicDeliverEventArgs> hear, Func<IChannel, Task>? declare = null)
    {
        IConnection connection = await ConnectAsync();
        _connections.Add(connection);
        IChannel channel = await connection.CreateChannelAsync();
        string queue = (await channel.QueueDeclareAsync()).QueueName;
        await (declare?.Invoke(channel) ?? Task.CompletedTask);
        await channel.QueueBindAsync(queue, exchange, routingKey);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            hear(delivery);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }

    /// <summary>Does something on a channel of its own.</summary>
    public async Task OnChannelAsync(Func<IChannel, Task> act)
    {
        IConnection connection = await ConnectAsync();
        await using (IChannel channel = await connection.CreateChannelAsync())
        {
            await act(channel);
        }

        await BrokerConnector.CloseAsync(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        foreach (IAsyncDisposable owned in _owned.AsEnumerable().Reverse())
        {
            await owned.DisposeAsync();
        }

        foreach (IConnection connection in _connections)
        {
            await BrokerConnector.CloseAsync(connection);
        }

        await DeleteAsync();
        _stop.Dispose();
    }

    private Task DeleteAsync() => OnChannelAsync(async channel =>
    {
        for (int i = 0; i < 16; i++)
        {
            await channel.QueueDeleteAsync(Names.Queue(i));
        }

        foreach (string queue in new[] { Names.DeadLetters, Names.Undelivered, $"{Options.Prefix}.web" })
        {
            await channel.QueueDeleteAsync(queue);
        }
    });

    /// <summary>A worker in this process, whose connections a test can cut.</summary>
    internal sealed class WorkerNode : IAsyncDisposable
    {
        private readonly ConcurrentBag<Socket> _sockets = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly RabbitMqMessageChannel _channel;
        private readonly ConversationRuntime _runtime;
        private readonly CollectedLog _log = new();
        private bool _isCut;

        public WorkerNode(Installation installation, Func<RuntimePorts, RuntimePorts>? change)
        {
            RabbitMqOptions options = installation.Options with { ConfigureConnection = f => f.SocketFactory = Open };
            _channel = new RabbitMqMessageChannel(options);
            RuntimePorts ports = new()
            {
                Programs = ClusterBots.Programs,
                Channel = _channel,
                Store = installation.Store,
                Logging = _log,
                Options = new RuntimeOptions
                {
                    LeaseDuration = TimeSpan.FromSeconds(2),
                    SweepInterval = TimeSpan.FromMilliseconds(200),
                    RedeliveryBackoff = TimeSpan.FromMilliseconds(500),
                    MaxRedeliveryBackoff = TimeSpan.FromSeconds(1),
                },
            };
            ports = change?.Invoke(ports) ?? ports;
            _runtime = new ConversationRuntime(ports);
            Running = new ConversationWorker(_runtime, ports.Store, options, log: new Logger<ConversationWorker>(_log)).RunAsync(_stop.Token);
        }

        public Task Running { get; }

        public IReadOnlyCollection<string> Logged => _log.Lines;

        public Task WaitUntilLoggedAsync(string text) => _log.WaitAsync(text);

        /// <summary>Cuts its connections for good, as when its machine loses the net.</summary>
        public void Cut()
        {
            _isCut = true;
            foreach (Socket socket in _sockets)
            {
                socket.Dispose();
            }
        }

        public Task StopAsync()
        {
            _stop.Cancel();
            return Running;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _runtime.DisposeAsync();
            await _channel.DisposeAsync();
            _stop.Dispose();
        }

        private TcpClientAdapter Open(AddressFamily family)
        {
            ObjectDisposedException.ThrowIf(_isCut, this);
            Socket socket = new(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _sockets.Add(socket);
            return new TcpClientAdapter(socket);
        }
    }
}

/// <summary>A message as it stood on the broker.</summary>
internal sealed record TakenMessage(string RoutingKey, BasicProperties Properties, string Body);
