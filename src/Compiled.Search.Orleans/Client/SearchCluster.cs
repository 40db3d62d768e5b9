using Compiled.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Compiled;

/// <summary>
/// A connection to a cluster of workers: submits searches, and finds those that are there. A search does not need the one who submitted it: any process with the same cluster options may watch it, or
/// fetch its table. Safe on any number of threads.
/// </summary>
public sealed class SearchCluster : IAsyncDisposable
{
    private readonly IClusterClient _client;
    private readonly IHost? _host;

    /// <summary>Over a client of Orleans that is connected already, as in an ASP.NET application; it is not disposed of.</summary>
    /// <param name="client">The client.</param>
    public SearchCluster(IClusterClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    private SearchCluster(IHost host)
        : this(host.Services.GetRequiredService<IClusterClient>()) => _host = host;

    /// <summary>Connects.</summary>
    /// <param name="options">Which cluster, and how to reach it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">No worker of the cluster answers within <see cref="SearchClusterOptions.ConnectTimeout"/>, or it refuses the certificate.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<SearchCluster> ConnectAsync(SearchClusterOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.ConnectTimeout);
        Exception? last = null;
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        _ = builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        _ = builder.UseOrleansClient(client => client.UseSearchCluster(options).UseConnectionRetryFilter(async (exception, stop) =>
        {
            last = exception;
            if (patience.IsCancellationRequested)
                return false;
            await Task.Delay(500, stop);
            return true;
        }));
        var host = builder.Build();
        try
        {
            await host.StartAsync(patience.Token).WaitAsync(patience.Token);
            return new(host);
        }
        catch (Exception exception)
        {
            // What it was doing ends on its own; nobody waits for it.
            _ = Task.Run(host.Dispose, CancellationToken.None);
            if (cancellation.IsCancellationRequested)
                throw new OperationCanceledException(cancellation);
            var where = options.Redis is { } redis ? $"in Redis at {redis.Split(',')[0]}" : $"at {options.First?.ToString() ?? "127.0.0.1:30000"}";
            var secured = options.Certificates is null ? " If the cluster uses certificates, pass yours." : " Check that its workers have certificates of the same authority.";
            throw new ClusterException(
                $"No worker of the cluster '{options.Name}' {where} has answered within {options.ConnectTimeout.TotalSeconds:0} s. Start one with 'compiled-worker run'.{secured}", last ?? exception);
        }
    }

    /// <summary>
    /// Starts a search, or goes on with the one of this name. The definition and the data must then be the same; so it does no harm to submit a search again after a
    /// connection broke.
    /// </summary>
    /// <param name="definition">What is searched; all of it must be data (<see cref="SearchDefinition.IsData"/>).</param>
    /// <param name="data">What is trained on. They are sent once, in pieces, and never again while the cluster has them.</param>
    /// <param name="name">The name of the search: letters, digits, '-', '_' and '.'; null for one that definition and data decide.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The definition has code of this program, is not valid, or does not fit the data; or the name has other characters.</exception>
    /// <exception cref="ClusterException">The cluster refuses it: another version, or the name is taken by another search.</exception>
    public async Task<ClusterSearch> SubmitAsync(SearchDefinition definition, SearchData data, string? name = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(data);
        definition.Check();
        if (!definition.IsData)
        {
            throw new ArgumentException(
                "The search has code of this program (a Topology function, or a user-defined metric), which workers do not have: use settings of the default topology or a Network, and a metric of the library.",
                nameof(definition));
        }

        // What does not fit together is said here, before anything is sent.
        _ = new TrialRunner(definition, data);
        var text = definition.ToJson();
        name ??= $"search-{definition.Hash[..12]}-{data.Hash[..12]}";
        CheckName(name);
        var bytes = await new DataUpload(_client, data).SendAsync(cancellation);
        // The rows once as they came, and once more in each split.
        var memory = checked(bytes * (1 + Math.Max(1, definition.Validation.Folds)));
        var submission = new Submission(text, data.Hash, memory, LibraryVersion.Current);
        var refusal = await _client.GetGrain<ISearchGrain>(name).Submit(submission).WaitAsync(cancellation);
        return refusal is null ? new(_client, name, definition) : throw new ClusterException(refusal);
    }

    /// <summary>The search of a name, wherever it was submitted.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">There is none of this name, or what is in the storage is damaged.</exception>
    public async Task<ClusterSearch> AttachAsync(string name, CancellationToken cancellation = default)
    {
        CheckName(name);
        if (await _client.GetGrain<ISearchGrain>(name).Describe().WaitAsync(cancellation) is { } submission)
        {
            try
            {
                return new(_client, name, SearchDefinition.FromJson(submission.Definition));
            }
            catch (FormatException exception)
            {
                throw new ClusterException($"The definition of the search '{name}' in the cluster's storage is damaged: {exception.Message} Remove the search and submit it again.", exception);
            }
        }

        throw await NoneAsync(name, cancellation);
    }

    /// <summary>How far the search of a name is. Unlike <see cref="AttachAsync"/> it needs nothing of the search's definition, so it also tells what is damaged in the storage.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">There is none of this name.</exception>
    public async Task<ClusterSearchStatus> GetStatusAsync(string name, CancellationToken cancellation = default)
    {
        CheckName(name);
        var report = await _client.GetGrain<ISearchGrain>(name).Report().WaitAsync(cancellation);
        return report is null ? throw await NoneAsync(name, cancellation) : ClusterSearch.StatusOf(report);
    }

    /// <summary>Removes the search of a name, with its journal and checkpoints: also one of which the storage is damaged. Its data stay, as other searches may use them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Gives up waiting for the answer.</param>
    /// <exception cref="ClusterException">There is none of this name.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellation = default)
    {
        _ = await GetStatusAsync(name, cancellation);
        await _client.GetGrain<ISearchGrain>(name).Remove().WaitAsync(cancellation);
    }

    /// <summary>The names of all searches of the cluster, in order.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation = default) =>
        await _client.GetGrain<ISearchListGrain>(0).All().WaitAsync(cancellation);

    private async Task<ClusterException> NoneAsync(string name, CancellationToken cancellation)
    {
        var names = await ListAsync(cancellation);
        return new($"The cluster has no search '{name}'. It has {(names.Count == 0 ? "none" : string.Join(", ", names.Select(static each => $"'{each}'")))}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 100 || name.Any(static letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
            throw new ArgumentException($"'{name}' cannot be the name of a search: use 1 to 100 letters, digits, '-', '_' and '.'.", nameof(name));
    }

    /// <summary>Signals are the program's: a host listens to them unless it is told not to, and Ctrl-C would end the connection and not the program.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
