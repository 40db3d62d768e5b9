using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>
/// The background threads of this process that share work with a caller: started when first needed, at most one less than the processors, and never
/// ended, so that no trainer owns a thread.
/// </summary>
/// <remarks>
/// They serve one caller at a time. Whoever finds them taken does its work itself, so that trainers on several threads never wait for each other.
/// Items have a thread that does them as a rule, because what they touched lies in its cache; a thread without items of its own takes others'.
/// </remarks>
internal static unsafe class Workers
{
    /// <summary>The largest team; also keeps the count of pending workers below <see cref="CallerSleeps"/>.</summary>
    private const int MostThreads = 64;

    /// <summary>Added to the pending workers when the caller sleeps until the last of them wakes it.</summary>
    private const int CallerSleeps = 1 << 16;

    /// <summary>How long the caller spins for workers that still run before it sleeps.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency * 100 / 1_000_000;

    private static readonly AutoResetEvent Done = new(initialState: false);
    private static readonly Share[] Shares = new Share[MostThreads];
    private static readonly List<Worker> Team = [];
    private static int _isTaken;
    private static int _slots;
    private static PaddedCount _pending;
    private static void* _work;
    private static delegate*<void*, int, int, void> _run;
    private static volatile ExceptionDispatchInfo? _failure;

    /// <summary>Threads that can run at once; tests raise it to have more threads than processors.</summary>
    internal static int Processors { get; set; } = Environment.ProcessorCount;

    /// <summary>How many threads a wish of <paramref name="threads"/> comes to on this machine, the caller included.</summary>
    public static int Usable(int threads) => Math.Min(threads, Math.Min(Processors, MostThreads));

    /// <summary>
    /// Does all items on at most <paramref name="threads"/> threads, the calling one among them, and returns when all are done. Allocates nothing
    /// once the threads have started.
    /// </summary>
    /// <exception cref="Exception">What an item threw, first come; the other items may not have run.</exception>
    public static void Run<TWork>(ref TWork work, int items, int threads)
        where TWork : struct, IWork
    {
        var slots = Math.Min(Usable(threads), items);
        if (slots <= 1 || Interlocked.Exchange(ref _isTaken, 1) != 0)
        {
            for (var item = 0; item < items; item++)
                work.Run(item, 0);
            return;
        }

        try
        {
            // The work stays where it is, in the caller's frame, which outlives the workers' part in it.
            _work = Unsafe.AsPointer(ref work);
            _run = &Invoke<TWork>;
            for (var slot = 0; slot < slots; slot++)
            {
                Shares[slot].Next = (int)((long)items * slot / slots);
                Shares[slot].End = (int)((long)items * (slot + 1) / slots);
                Shares[slot].HasBegun = false;
            }

            Together(slots);
        }
        finally
        {
            _work = null;
            _failure = null;
            Volatile.Write(ref _isTaken, 0);
        }
    }

    /// <summary>Runs items until none is left: first those of the slot itself, then those that others have not come to.</summary>
    internal static void Execute(int slot)
    {
        try
        {
            Volatile.Write(ref Shares[slot].HasBegun, true);
            for (var turn = 0; turn < _slots; turn++)
            {
                ref var share = ref Shares[(slot + turn) % _slots];
                // A thread that is at work does its last items itself: to fetch what they touch from its cache takes longer than to wait.
                var left = turn > 0 && Volatile.Read(ref share.HasBegun) ? 2 : 0;
                while (Volatile.Read(ref share.Next) < share.End - left && _failure is null)
                {
                    var item = Interlocked.Increment(ref share.Next) - 1;
                    if (item < share.End)
                        _run(_work, item, slot);
                }
            }
        }
        catch (Exception exception)
        {
            // Any exception at all: on a worker it would end the process; the caller is the one to hear of it.
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>A worker has nothing left to do.</summary>
    internal static void Finished()
    {
        if (Interlocked.Decrement(ref _pending.Value) == CallerSleeps)
            _ = Done.Set();
    }

    private static void Together(int slots)
    {
        while (Team.Count < slots - 1)
            Team.Add(new Worker(Team.Count + 1));
        _slots = slots;
        _pending.Value = slots - 1;
        for (var slot = 1; slot < slots; slot++)
            Team[slot - 1].Call();
        Execute(0);
        for (var slot = 1; slot < slots; slot++)
        {
            if (Team[slot - 1].TryRevoke())
                _ = Interlocked.Decrement(ref _pending.Value);
        }

        AwaitPending();
        _failure?.Throw();
    }

    private static void AwaitPending()
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _pending.Value) != 0)
        {
            Thread.SpinWait(1);
            if (Stopwatch.GetTimestamp() - start < SpinTicks)
                continue;
            if (Interlocked.Add(ref _pending.Value, CallerSleeps) != CallerSleeps)
                _ = Done.WaitOne();
            return;
        }
    }

    private static void Invoke<TWork>(void* work, int item, int slot)
        where TWork : struct, IWork => Unsafe.AsRef<TWork>(work).Run(item, slot);

    /// <summary>The items of one slot, alone in its cache lines.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(0)]
        public int Next;

        [FieldOffset(4)]
        public int End;

        [FieldOffset(8)]
        public bool HasBegun;
    }

    /// <summary>Alone in its cache lines: the caller reads it in a loop.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedCount
    {
        [FieldOffset(128)]
        public int Value;
    }
}
