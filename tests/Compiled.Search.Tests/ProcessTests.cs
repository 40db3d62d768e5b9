using System.Diagnostics;

namespace Compiled.Tests;

/// <summary>The same bits in any number of processes, and whenever one is killed.</summary>
public class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_search_that_is_killed_again_and_again_ends_with_the_same_table()
    {
        using var folder = new TemporaryFolder();
        var journal = folder.File("search.jsonl");
        var kills = 0;
        foreach (var lines in (int[])[2, 9])
        {
            using var child = Child.Start("run", "asha", journal, "2");
            var clock = Stopwatch.StartNew();
            while (!child.HasExited && Lines(journal) < lines && clock.Elapsed < Patience)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            // SIGKILL: nothing is told.
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            kills += child.ExitCode != 0 ? 1 : 0;
            Assert.InRange(Lines(journal), lines, 100);
        }

        Assert.InRange(kills, 1, 2);
        var search = Problems.Of("asha");
        var result = search.Run(Problems.Clouds(), new() { Journal = journal, Threads = 1 });
        Assert.InRange(result.Replayed, 8, 100);
        Assert.Equal(search.Run(Problems.Clouds(), new() { Threads = 1 }).Table.ToCsv(), result.Table.ToCsv());
        // Nothing is left but the journal.
        Assert.Equal([journal], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Two_processes_give_the_table_of_one()
    {
        using var folder = new TemporaryFolder();
        var search = Problems.Of("pbt");
        await File.WriteAllTextAsync(folder.File("definition.json"), search.ToJson(), TestContext.Current.CancellationToken);
        using (var file = File.Create(folder.File("data.bin")))
            ((SearchData)Problems.Clouds()).Write(file);
        using Process first = Child.Start("work", folder.Path), second = Child.Start("work", folder.Path);
        try
        {
            var state = new SearchState(search);
            Dictionary<Process, Task<string?>?> work = new() { [first] = null, [second] = null };
            while (true)
            {
                foreach (var child in work.Keys.Where(child => work[child] is null).ToArray())
                    if (state.TryNext(out var job))
                    {
                        await child.StandardInput.WriteLineAsync(job.ToJson());
                        await child.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
                        work[child] = child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
                    }

                if (work.Values.OfType<Task<string?>>().ToArray() is not { Length: > 0 } running)
                    break;
                var done = await Task.WhenAny(running).WaitAsync(Patience, TestContext.Current.CancellationToken);
                state.Complete(JobResult.FromJson((await done)!));
                work[work.First(pair => pair.Value == done).Key] = null;
            }

            Assert.True(state.IsFinished);
            Assert.Equal(search.Run(Problems.Clouds(), new() { Threads = 1 }).Table.ToCsv(), state.Table.ToCsv());
        }
        finally
        {
            first.Kill();
            second.Kill();
        }
    }

    private static int Lines(string path)
    {
        if (!File.Exists(path))
            return 0;
        // As a program that does not ask for locks.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var (count, buffer) = (0, new byte[1 << 16]);
        for (int length; (length = stream.Read(buffer)) > 0;)
            count += buffer.AsSpan(0, length).Count((byte)'\n');
        return count;
    }
}
