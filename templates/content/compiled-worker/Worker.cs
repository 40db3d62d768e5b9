namespace CompiledWorker;

/// <summary>Predicts once a second. Replace the two random inputs by your queue, sensor or socket.</summary>
public sealed partial class Worker(Xor network, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (first, second) = (Random.Shared.Next(2), Random.Shared.Next(2));
            Predicted(first, second, network.Predict([first, second]));
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{First} xor {Second} is {Output}")]
    private partial void Predicted(int first, int second, float output);
}
