using Compiled.Clusters.Tests.Harness;
using Compiled.Worker;
using static Compiled.Search;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>The tool's command line, where it ends before a cluster is asked.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Help_names_the_commands()
    {
        var (code, output, error) = await RunAsync();
        Assert.Equal((0, ""), (code, error));
        string[] commands = ["run", "submit", "watch", "table", "journal", "list", "stop", "remove"];
        Assert.All(commands, command => Assert.Contains($"  {command} ", output, StringComparison.Ordinal));
        Assert.DoesNotContain("--pretend-version", (await RunAsync("run", "--help")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "See 'compiled-worker --help'.", "fly")]
    [InlineData(2, "--definition", "submit")]
    [InlineData(1, "Mutual TLS needs --certificate, --key and --authority together.", "list", "--certificate", "a.pem")]
    [InlineData(1, "--first is 'here', but must be an IP address and a port", "list", "--first", "here")]
    [InlineData(1, "--first is '127.0.0.1', but must be an IP address and a port", "list", "--first", "127.0.0.1")]
    [InlineData(1, "No worker of the cluster 'compiled' in Redis at 127.0.0.1:1 has answered within 1 s.", "list", "--redis", "127.0.0.1:1,password=none", "--connect-timeout", "1")]
    [InlineData(1, "No worker of the cluster 'compiled' at 127.0.0.1:1 has answered within 1 s.", "list", "--redis", " ", "--first", "127.0.0.1:1", "--connect-timeout", "1")]
    [InlineData(1, "'' cannot be the name of a cluster", "list", "--cluster", "")]
    [InlineData(1, "'none.json' cannot be read as the definition of a search", "submit", "--definition", "none.json", "--data", "none.data")]
    [InlineData(1, "No worker of the cluster 'none' at 127.0.0.1:1 has answered within 1 s.", "list", "--cluster", "none", "--first", "127.0.0.1:1", "--connect-timeout", "1")]
    [InlineData(1, "'a b' cannot be the name of a cluster", "list", "--cluster", "a b")]
    [InlineData(1, "--address is 'nowhere'", "run", "--address", "nowhere")]
    [InlineData(1, "WorkerOptions.Threads must be 0 to 1024.", "run", "--threads", "-1")]
    public async Task What_is_wrong_is_named(int expected, string message, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task A_pipe_and_a_device_are_named_and_nothing_waits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes and devices among its files.");
        var folder = Directory.CreateTempSubdirectory("compiled-worker-");
        using var authority = new TestAuthority();
        var (certificate, key) = authority.Sign("client");
        try
        {
            // No one writes into it: a read would wait for ever.
            var (pipe, definition) = (Path.Combine(folder.FullName, "pipe"), Path.Combine(folder.FullName, "definition.json"));
            using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
                await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(definition, Over(rate: LogUniform(1e-4, 1e-1)).ToJson(), TestContext.Current.CancellationToken);
            foreach (var (file, title) in ((string, string)[])[(pipe, "a pipe"), ("/dev/zero", "a device")])
            {
                string[][] commands =
                [
                    ["submit", "--definition", file, "--data", definition], ["submit", "--definition", definition, "--data", file], ["journal", "name", "--data", file, "--file", definition],
                    ["list", "--certificate", file, "--key", key, "--authority", authority.AuthorityFile],
                    ["list", "--certificate", certificate, "--key", file, "--authority", authority.AuthorityFile],
                    ["list", "--certificate", certificate, "--key", key, "--authority", file],
                ];
                foreach (var command in commands)
                {
                    var (code, _, error) = await RunAsync(command);
                    Assert.Contains($"'{file}' is {title}, but only ordinary files are supported", error, StringComparison.Ordinal);
                    Assert.Equal(1, code);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_does_not_answer_is_left_when_the_command_is_ended()
    {
        using var ended = new CancellationTokenSource();
        using var answer = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var reading = BackgroundRead.RunAsync(
            () =>
            {
                begun.SetResult();
                answer.Wait(TestContext.Current.CancellationToken);
                return true;
            },
            ended.Token);
        await begun.Task;
        await ended.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        answer.Set();
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await Cli.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
