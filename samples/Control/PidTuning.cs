namespace Control;

/// <summary>Finds the gains that are best on the very run that is compared later: random candidates first, then smaller and smaller steps around the best.</summary>
public static class PidTuning
{
    /// <summary>The gains with the lowest cost among all that were tried.</summary>
    /// <param name="cost">The cost of a run with these gains.</param>
    /// <param name="trials">How many gains to try; half of them at random.</param>
    /// <param name="seed">The seed of the search.</param>
    public static PidGains Best(Func<PidGains, double> cost, int trials, int seed)
    {
        var random = new Random(seed);
        var best = new PidGains(20, 5, 3, 0);
        var lowest = cost(best);
        for (var trial = 0; trial < trials; trial++)
        {
            var candidate = trial < trials / 2
                ? new PidGains(Between(5, 300), Between(0.1, 300), Between(0.3, 30), random.Next(Course.Preview))
                : new PidGains(Near(best.Proportional), Near(best.Integral), Near(best.Derivative), Math.Clamp(best.Lead + random.Next(-1, 2), 0, Course.Preview - 1));
            var value = cost(candidate);
            if (value >= lowest)
                continue;
            best = candidate;
            lowest = value;

            // A step of the second half: ±30 % at first, ±3 % at the end.
            float Near(float gain) => gain * (float)Math.Exp((random.NextDouble() - 0.5) * 0.6 * Math.Pow(0.1, ((2.0 * trial) / trials) - 1));
        }

        return best;

        float Between(double low, double high) => (float)(low * Math.Pow(high / low, random.NextDouble()));
    }
}
