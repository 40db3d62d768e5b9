using System.Diagnostics;
using System.Threading.Channels;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;
using Playground.Training;

namespace Playground.Serving;

/// <summary>
/// The training of one tab, on one thread of its own. Commands come through a queue and are carried out between steps, so that nothing here is locked; what there is to tell goes to the
/// outbox. It ends when it is cancelled.
/// </summary>
internal sealed partial class TrainingLoop(IOutbox outbox, CancellationToken cancellation)
{
    private const int Commands = 64;

    /// <summary>A little less than a thirtieth, so that no second has fewer than thirty.</summary>
    private const double FrameSeconds = 1.0 / 36;

    /// <summary>Between looks at the clock and the queue.</summary>
    private const int StepsAtOnce = 16;

    private readonly Channel<Action> _commands = Channel.CreateBounded<Action>(Commands);
    private readonly Speed _speed = new();
    private SessionState _state = SessionState.Default;
    private Samples? _samples;
    private DeclaredNetwork? _network;
    private TrainingRun _run = null!;
    private RunView _view = null!;
    private int _revision;
    private bool _isPlaying;
    private bool _isMinimized;
    private long _until;
    private double _pace = 1000;
    private long _frameTime;
    private long _paceTime;
    private long _paceSteps;

    /// <summary>Waits for room in the queue, and asks for something to be done on the thread of the loop.</summary>
    public ValueTask PostAsync(Action command, CancellationToken token) => _commands.Writer.WriteAsync(command, token);

    /// <summary>Carries a message out; on the thread of the loop.</summary>
    public void Handle(ReadOnlyMemory<byte> text)
    {
        int? id = null;
        try
        {
            var message = ClientMessage.Parse(text);
            id = message.Id;
            Handle(message);
        }
        catch (RejectedException exception)
        {
            outbox.Send(new RejectedMessage(id, exception.Field, exception.Message));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // What the library refuses, in its own words.
            outbox.Send(new RejectedMessage(id, "message", exception.Message));
        }
    }

    /// <summary>Runs until it is cancelled.</summary>
    public void Run()
    {
        try
        {
            SetState(null, SessionState.Default);
            while (!cancellation.IsCancellationRequested)
            {
                if (_commands.Reader.TryRead(out var command))
                    command();
                else if (_isPlaying)
                    Advance();
                else
                    _ = _commands.Reader.WaitToReadAsync(cancellation).AsTask().Wait(Timeout.Infinite, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab has closed.
        }
    }

    private void Handle(ClientMessage message)
    {
        switch (message.Type)
        {
            case "state":
                SetState(message.Id, SessionState.Read(message.Field("state")));
                break;
            case "play":
                Play(message.Field("until").ValueKind == System.Text.Json.JsonValueKind.Undefined ? long.MaxValue : message.Whole("until", 0, 0, int.MaxValue));
                break;
            case "pause":
                Pause("pause");
                break;
            case "step":
                StepBy(message.Whole("count", 1, 1, Limits.Steps));
                break;
            case "reset":
                _isPlaying = false;
                Restart();
                Pause("reset");
                break;
            case "pace":
                _pace = message.Whole("stepsPerSecond", 0, 0, 1_000_000);
                BeginPace();
                break;
            case "probe":
                _view.ProbeInput = message.Input("input", _samples!.InputSize) is { } input ? Scaled(input) : null;
                if (!_isPlaying)
                    SendFrame();
                break;
            case "head":
                _view.Head = message.Whole("index", 0, 0, _run.Heads.Count - 1);
                if (!_isPlaying)
                    SendFrame();
                break;
            case "replay":
                Replay();
                break;
            case "source":
                outbox.Send(Source());
                break;
            case "csv":
                outbox.Send(CsvPoints.Read(message.Text("text")));
                break;
            case "minimize":
                Minimize(message.Whole("iterations", 50, 1, Limits.Iterations));
                break;
            default:
                HandleMore(message);
                break;
        }
    }

    /// <summary>Trains something else. Where that fails, everything stays as it was.</summary>
    private void SetState(int? id, SessionState state)
    {
        try
        {
            var hasSameData = _samples is not null && state.HasDataOf(_state);
            var samples = hasSameData ? _samples! : SampleSource.Of(state);
            var network = DeclaredNetwork.Compile(state.Declaration, samples, cancellation);
            var run = new TrainingRun(state, samples, network.Type);
            var probe = _samples?.InputSize == samples.InputSize ? _view.ProbeInput : null;
            (_state, _samples, _network, _run, _view) = (state, samples, network, run, new(run) { ProbeInput = probe });
            Begin();
            outbox.Send(network.Describe(id, _revision, state, samples));
            if (!hasSameData)
                outbox.Send(DataMessage());
            SendFrame();
        }
        catch (NetworkCompilationException exception)
        {
            outbox.Send(new ProblemsMessage(id, [.. exception.Problems.Select(problem => DeclaredNetwork.Describe(problem, state.Declaration))]));
        }
        catch (ArgumentException exception)
        {
            throw new RejectedException("state", exception.Message);
        }
    }

    private void Begin()
    {
        _revision++;
        _isMinimized = false;
        _source = null;
        _words = [];
        _speed.Restart();
        BeginPace();
    }

    private void Restart()
    {
        _run = new(_state, _samples!, _network!.Type);
        _view = new(_run) { ProbeInput = _view.ProbeInput, Head = _view.Head };
        Begin();
        outbox.Send(_network.Describe(null, _revision, _state, _samples!));
        SendFrame();
    }

    private void Play(long until)
    {
        _until = until;
        _isPlaying = true;
        _speed.Restart();
        BeginPace();
    }

    private void Pause(string reason, string message = "")
    {
        _isPlaying = false;
        SendFrame();
        outbox.Send(new PausedMessage(_revision, _run.Steps, _run.Hash(), reason, message));
    }

    private void BeginPace() => (_paceTime, _paceSteps) = (Stopwatch.GetTimestamp(), _run.Steps);

    private void SendFrame()
    {
        _frameTime = Stopwatch.GetTimestamp();
        if (_isPlaying && !outbox.HasRoom)
            return;
        _speed.Mark(_run.Steps, _run.SamplesSeen);
        outbox.SendFrame(_view.Frame(new(_revision, _isPlaying, _isPlaying ? _speed.Steps : 0, _isPlaying ? _speed.Samples : 0)));
        SendHealth();
    }
}
