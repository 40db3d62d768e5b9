using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>
/// One background thread of <see cref="Workers"/>. After its work it spins for a while, because the next step follows at once as a rule, and then
/// sleeps until it is called.
/// </summary>
internal sealed class Worker
{
    private const int Idle = 0;
    private const int Asleep = 1;
    private const int Called = 2;
    private const int Running = 3;

    /// <summary>How long to spin before sleeping: longer than the pause between two steps, shorter than anyone notices.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency * 50 / 1_000_000;

    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly int _slot;
    private PaddedState _state;

    public Worker(int slot)
    {
        _slot = slot;
        new Thread(Live) { IsBackground = true, Name = $"Compiled worker {slot}" }.UnsafeStart();
    }

    /// <summary>Asks the worker to take part. Only while it has no call open.</summary>
    public void Call()
    {
        if (Interlocked.Exchange(ref _state.Value, Called) == Asleep)
            _ = _wake.Set();
    }

    /// <summary>Takes a call back that the worker has not followed yet, so that nobody waits for a thread that the system has not woken.</summary>
    public bool TryRevoke() => Interlocked.CompareExchange(ref _state.Value, Idle, Called) == Called;

    private void Live()
    {
        while (true)
        {
            AwaitCall();
            Workers.Execute(_slot);
            // Before the caller hears of the end: it may call again at once.
            Volatile.Write(ref _state.Value, Idle);
            Workers.Finished();
        }
    }

    private void AwaitCall()
    {
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            do
            {
                for (var look = 0; look < 32; look++)
                {
                    if (Volatile.Read(ref _state.Value) == Called && Interlocked.CompareExchange(ref _state.Value, Running, Called) == Called)
                        return;
                    Thread.SpinWait(1);
                }
            }
            while (Stopwatch.GetTimestamp() - start < SpinTicks);

            // A call that comes between these two lines sets the event, and the wait ends at once.
            if (Interlocked.CompareExchange(ref _state.Value, Asleep, Idle) == Idle)
                _ = _wake.WaitOne();
        }
    }

    /// <summary>Alone in its cache lines: the caller writes it while the thread reads it in a loop.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedState
    {
        [FieldOffset(128)]
        public int Value;
    }
}
