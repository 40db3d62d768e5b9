using Compiled;
using Compiled.Numerics;

namespace Anomaly;

/// <summary>Twelve sensors of a machine, generated: load, speed and temperature of the air decide them all, up to noise. In a defect, one sensor follows other laws.</summary>
internal static class Machine
{
    /// <summary>The sensors.</summary>
    public const int Sensors = 12;

    /// <summary>Rows of a machine in order; every <paramref name="everyDefect"/>th, if it is above 0, of a defect.</summary>
    public static (float[] Rows, bool[] IsDefect) Generate(int count, int everyDefect, long seed)
    {
        var (random, rows, isDefect) = (new SeededRandom(seed), new float[count * Sensors], new bool[count]);
        for (var row = 0; row < count; row++)
        {
            var (load, speed, air) = (random.NextNormal(), random.NextNormal(), random.NextNormal());
            var sensors = rows.AsSpan(row * Sensors, Sensors);
            for (var sensor = 0; sensor < Sensors; sensor++)
            {
                var mixed = Part(sensor, 0) * load + Part(sensor, 1) * speed + Part(sensor, 2) * air;
                sensors[sensor] = mixed + 0.3f * load * speed * Part(sensor, 3) + 0.1f * random.NextNormal();
            }

            isDefect[row] = everyDefect > 0 && row % everyDefect == 0;
            if (isDefect[row])
                sensors[random.NextInt32(Sensors)] += 1.5f * (random.NextInt32(2) == 0 ? -1 : 1);
        }

        return (rows, isDefect);
    }

    /// <summary>The features are their own targets.</summary>
    public static Dataset Data(float[] rows) => Dataset.FromMemory(rows, rows, Sensors, Sensors);

    /// <summary>How much a sensor follows one of the causes.</summary>
    private static float Part(int sensor, int cause) => (float)Math.Sin(1 + 2.3 * sensor + 1.7 * cause * (sensor + 1));
}
