using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compiled.Storage;

namespace Compiled.Worker;

/// <summary>The commands of clients. What they say on standard output is one JSON object per line, or the table, for programs; everything else is on standard error.</summary>
internal static class SearchCommands
{
    /// <summary>compiled-worker submit.</summary>
    public static Command Submit(TextWriter output)
    {
        var cluster = new ClusterArguments();
        var definition = new Option<string>("--definition") { Description = "The search: what SearchDefinition.ToJson wrote.", HelpName = "file", Required = true };
        var data = new Option<string>("--data") { Description = "Its data: what SearchData.Write wrote.", HelpName = "file", Required = true };
        var name = new Option<string?>("--name") { Description = "The name of the search; definition and data decide one by default.", HelpName = "name" };
        var command = cluster.AddTo(new Command("submit", "Starts a search, or goes on with the one of this name, and prints its name.") { definition, data, name });
        command.SetAction(async (parsed, cancellation) =>
        {
            var what = await ReadDefinitionAsync(parsed.GetRequiredValue(definition), cancellation);
            var rows = await ReadDataAsync(parsed.GetRequiredValue(data), cancellation);
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            var search = await connection.SubmitAsync(what, rows, parsed.GetValue(name), cancellation);
            await output.WriteLineAsync(search.Name);
        });
        return command;
    }

    /// <summary>compiled-worker watch.</summary>
    public static Command Watch(TextWriter output)
    {
        var (cluster, name) = (new ClusterArguments(), Name());
        var command = cluster.AddTo(new Command("watch", "Prints how far a search is, each time that changes, until it is over; the search goes on if this is ended.") { name });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            var search = await connection.AttachAsync(parsed.GetRequiredValue(name), cancellation);
            await foreach (var status in search.WatchAsync(cancellation))
            {
                await output.WriteLineAsync(Json(status));
                await output.FlushAsync(cancellation);
                if (status.Phase is ClusterSearchPhase.Failed or ClusterSearchPhase.Refused)
                    throw new ClusterException(status.Reason ?? "The search failed.");
            }
        });
        return command;
    }

    /// <summary>compiled-worker table.</summary>
    public static Command Table(TextWriter output)
    {
        var (cluster, name) = (new ClusterArguments(), Name());
        var isJson = new Option<bool>("--json") { Description = "JSON lines instead of CSV." };
        var command = cluster.AddTo(new Command("table", "Prints the table of a search, as far as it is.") { name, isJson });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            var search = await connection.AttachAsync(parsed.GetRequiredValue(name), cancellation);
            var table = (await search.ReadAsync(cancellation)).Table;
            await output.WriteAsync(parsed.GetValue(isJson) ? table.ToJsonLines() : table.ToCsv());
        });
        return command;
    }

    /// <summary>compiled-worker journal.</summary>
    public static Command Journal()
    {
        var (cluster, name) = (new ClusterArguments(), Name());
        var data = new Option<string>("--data") { Description = "Its data: what SearchData.Write wrote.", HelpName = "file", Required = true };
        var file = new Option<string>("--file") { Description = "The journal; results that it has already are kept.", HelpName = "file", Required = true };
        var command = cluster.AddTo(new Command("journal", "Writes the journal of a search, as far as it is, as one machine keeps it: 'compiled search --resume' and SearchOptions.Journal go on from it.") { name, data, file });
        command.SetAction(async (parsed, cancellation) =>
        {
            var rows = await ReadDataAsync(parsed.GetRequiredValue(data), cancellation);
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            var search = await connection.AttachAsync(parsed.GetRequiredValue(name), cancellation);
            await search.SaveJournalAsync(parsed.GetRequiredValue(file), rows, cancellation);
        });
        return command;
    }

    /// <summary>compiled-worker list.</summary>
    public static Command List(TextWriter output)
    {
        var cluster = new ClusterArguments();
        var command = cluster.AddTo(new Command("list", "Prints the searches of a cluster."));
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            foreach (var name in await connection.ListAsync(cancellation))
            {
                try
                {
                    await output.WriteLineAsync(Json(await connection.GetStatusAsync(name, cancellation)));
                }
                catch (ClusterException)
                {
                    // Removed since the list was read.
                }
            }
        });
        return command;
    }

    /// <summary>compiled-worker stop.</summary>
    public static Command Stop() => Act(
        "stop", "Hands out no more jobs of a search; what is done is kept, and submitting it again goes on.",
        static async (cluster, name, cancellation) => await (await cluster.AttachAsync(name, cancellation)).StopAsync(cancellation));

    /// <summary>compiled-worker remove.</summary>
    public static Command Remove() => Act(
        "remove", "Removes a search with its journal and checkpoints.", static (cluster, name, cancellation) => cluster.RemoveAsync(name, cancellation));

    private static Command Act(string verb, string description, Func<SearchCluster, string, CancellationToken, Task> act)
    {
        var (cluster, name) = (new ClusterArguments(), Name());
        var command = cluster.AddTo(new Command(verb, description) { name });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var connection = await cluster.ConnectAsync(parsed, cancellation);
            await act(connection, parsed.GetRequiredValue(name), cancellation);
        });
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "The name of the search." };

    private static async Task<SearchDefinition> ReadDefinitionAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await BackgroundRead.RunAsync(
                () =>
                {
                    using var reader = new StreamReader(ModelFiles.Open(path));
                    return SearchDefinition.FromJson(reader.ReadToEnd());
                },
                cancellation);
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            throw new ClusterException($"'{path}' cannot be read as the definition of a search: {exception.Message}", exception);
        }
    }

    private static async Task<SearchData> ReadDataAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await BackgroundRead.RunAsync(
                () =>
                {
                    using var stream = ModelFiles.Open(path);
                    return SearchData.Read(stream);
                },
                cancellation);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new ClusterException($"'{path}' cannot be read as the data of a search: {exception.Message}", exception);
        }
    }

    private static string Json(ClusterSearchStatus status) => JsonSerializer.Serialize(new
    {
        name = status.Name,
        phase = status.Phase.ToString().ToLowerInvariant(),
        reason = status.Reason,
        trials = status.Trials,
        jobs = status.Jobs,
        running = status.Running,
        waiting = status.Waiting,
        bestTrial = status.BestTrial,
        bestObjective = double.IsFinite(status.BestObjective) ? status.BestObjective : (double?)null,
        repeated = status.Repeated,
    });
}
