using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Compiled.Clusters;

namespace Compiled.Worker;

/// <summary>
/// GET /health for those who restart workers (200 while it takes jobs, 503 while it drains), and GET /metrics, the meter in the text format of Prometheus. Nothing else is answered, and nothing
/// can be changed here.
/// </summary>
internal sealed class HealthEndpoint : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly MeterListener _meters = new();
    private readonly SortedDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SearchMeter _meter;

    /// <summary>Listens until it is disposed of.</summary>
    /// <exception cref="ClusterException">The port is taken.</exception>
    public HealthEndpoint(IPAddress address, int port, SearchMeter meter)
    {
        _meter = meter;
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == SearchMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => Record(instrument, value));
        _meters.SetMeasurementEventCallback<int>((instrument, value, _, _) => Record(instrument, value));
        _meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => Record(instrument, value));
        _meters.Start();
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://{(address.Equals(IPAddress.Any) ? "*" : address)}:{port}/"));
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException exception)
        {
            throw new ClusterException($"The health endpoint cannot listen on {address}:{port}: {exception.Message} Choose another --health-port.", exception);
        }

        _ = Task.Run(LoopAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _meters.Dispose();
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // A client that went away, or the end.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var isRead = context.Request.HttpMethod is "GET" or "HEAD";
        var (code, type, text) = (isRead, context.Request.Url?.AbsolutePath) switch
        {
            (true, "/health") => (_meter.IsDraining ? 503 : 200, "application/json", Health()),
            (true, "/metrics") => (200, "text/plain; version=0.0.4", Metrics()),
            _ => (404, "text/plain", "GET /health or /metrics\n"),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength64) = (code, type, bytes.Length);
        if (context.Request.HttpMethod != "HEAD")
            context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    private string Health() => JsonSerializer.Serialize(new
    {
        status = _meter.IsDraining ? "draining" : "ok",
        running = _meter.Running,
        completed = _meter.Done,
        leasesLost = _meter.Lost,
        dataBytes = _meter.DataBytes,
        version = LibraryVersion.Current,
        tier = LibraryVersion.Tier,
    }) + "\n";

    private string Metrics()
    {
        _meters.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_lock)
        {
            foreach (var (name, value) in _sums)
                _ = text.Append(CultureInfo.InvariantCulture, $"{name} {value:R}\n");
        }

        return text.ToString();
    }

    private void Record(Instrument instrument, double value)
    {
        var name = instrument.Name.Replace('.', '_');
        lock (_lock)
        {
            if (instrument is Counter<long>)
            {
                _sums[$"{name}_total"] = _sums.GetValueOrDefault($"{name}_total") + value;
            }
            else if (instrument is Histogram<double>)
            {
                _sums[$"{name}_seconds_sum"] = _sums.GetValueOrDefault($"{name}_seconds_sum") + value;
                _sums[$"{name}_seconds_count"] = _sums.GetValueOrDefault($"{name}_seconds_count") + 1;
            }
            else
            {
                _sums[name] = value;
            }
        }
    }
}
