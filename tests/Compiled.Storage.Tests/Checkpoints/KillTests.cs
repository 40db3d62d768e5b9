using System.Globalization;
using Compiled.Checkpoints.Child;

namespace Compiled.Tests.Checkpoints;

/// <summary>Processes that are killed while they save.</summary>
[Trait("Speed", "slow")]
public sealed class KillTests : IDisposable
{
    private const int Kills = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void After_two_hundred_kills_the_file_is_whole_and_not_older_than_what_was_acknowledged()
    {
        var random = new Random(1);
        var path = Path.Combine(_folder, "run.checkpoint");
        // What the child's parameters are after each of its steps.
        var reference = new ChildNet(seed: 1);
        var referenceTrainer = ChildTraining.Create(reference);
        List<string> hashes = [ChildTraining.Hash(reference)];
        var (notYetAcknowledged, leftovers) = (0, 0);
        // On a busy machine a child may not have run at all between its first answer and its end: further kills, until enough hit the writing.
        for (var kill = 0; kill < Kills || (leftovers < Kills / 10 && kill < 20 * Kills); kill++)
        {
            File.Delete(path);
            using var child = Child.Start("save", path);
            var acknowledged = Number(child.StandardOutput.ReadLine());
            // From a moment within the second save to one some saves later, on a quick disk and on a slow one.
            var end = System.Diagnostics.Stopwatch.GetTimestamp() + System.Diagnostics.Stopwatch.Frequency * random.Next(30_000) / 1_000_000;
            while (System.Diagnostics.Stopwatch.GetTimestamp() < end)
                Thread.SpinWait(20);
            child.Kill();
            while (child.StandardOutput.ReadLine() is { } line)
                acknowledged = Number(line) ?? acknowledged;
            child.WaitForExit();
            Assert.NotNull(acknowledged);

            var network = new ChildNet(seed: 2);
            var trainer = ChildTraining.Create(network);
            trainer.Resume(path);
            // One that has its name may not have been acknowledged yet.
            Assert.InRange(trainer.StepCount, acknowledged.Value, acknowledged.Value + 1);
            while (hashes.Count <= trainer.StepCount)
            {
                ChildTraining.Step(referenceTrainer);
                hashes.Add(ChildTraining.Hash(reference));
            }

            Assert.Equal(hashes[(int)trainer.StepCount], ChildTraining.Hash(network));
            notYetAcknowledged += trainer.StepCount > acknowledged ? 1 : 0;

            // At most this kill's: the child's first save has removed the one before, which pretends to be older than it is.
            var left = Assert.Single(Directory.GetFiles(_folder).Where(file => file != path).DefaultIfEmpty());
            if (left is not null)
            {
                leftovers++;
                File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-2));
            }
        }

        // The kills hit what they were to hit: saving.
        Assert.InRange(leftovers, Kills / 10, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage("{0} kills: {1} within the writing, {2} between the renaming and the acknowledgement", Kills, leftovers, notYetAcknowledged);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_bits()
    {
        var network = new ChildNet(seed: 1);
        var trainer = ChildTraining.Create(network);
        var expected = ChildTraining.Outcome(network, trainer.Fit(ChildTraining.Data, ChildTraining.Run(path: null)));
        var random = new Random(2);
        var path = Path.Combine(_folder, "run.checkpoint");
        var kills = 0;
        while (true)
        {
            using var child = Child.Start("fit", path);
            Assert.Equal("begun", child.StandardOutput.ReadLine());
            var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (kills < 5)
                await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
            if (kills < 5 && !child.HasExited)
            {
                child.Kill();
                kills++;
            }

            var printed = await output;
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (child.ExitCode != 0)
                continue;
            Assert.Equal(expected, printed.ReplaceLineEndings("\n").TrimEnd('\n'));
            break;
        }

        Assert.True(kills > 1);
    }

    /// <summary>The number of a whole line: one that a kill has cut off acknowledges nothing.</summary>
    private static long? Number(string? line) => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
