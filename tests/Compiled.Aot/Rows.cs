namespace Compiled.Aot;

/// <summary>Two named inputs.</summary>
[Network(inputs: 2)]
[Features("age", "income")]
[Dense(4), Tanh]
[Dense(2)]
public sealed partial class Named242;

/// <summary>What an encoder makes of a number with gaps and of a text.</summary>
[Network(inputs: 4)]
[Dense(4), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class Encoded442;

/// <summary>Rows by the names of their columns: declared names, and an encoder that a file brings along. Both allocate nothing.</summary>
internal static class Rows
{
    private const int Predictions = 100_000;

    /// <summary>Prints whether rows by name give the bits of rows by position, and the bytes allocated; returns the exit code.</summary>
    public static int Print()
    {
        var named = new Named242(seed: 1);
        var row = named.CreateRow();
        var (byName, byPosition) = (new float[2], new float[2]);
        row["income"] = 2.5f;
        row["age"] = -1;
        named.Predict(row, byName);
        named.Predict([-1, 2.5f], byPosition);
        var agree = byName.AsSpan().SequenceEqual(byPosition);

        var table = Table.FromCsv(new StringReader("age,city,rent\n31,Oslo,low\n,Rome,high\n40,Rome,high\n25,Oslo,low\n"));
        var encoder = TableEncoder.Fit(table, "rent", new TableEncoderOptions { Missing = MissingValues.Median, MissingIndicator = true });
        var trained = new Encoded442(seed: 1);
        trained.CreateTrainer(new Adam(learningRate: 0.05f)).Fit(encoder.Encode(table), new FitOptions { Epochs = 5 });
        var deployed = Encoded442.Read(trained.ToBytes());
        var cells = deployed.CreateRow();
        var features = new float[4];
        cells["city"] = "Rome";
        cells["age"] = TableCell.Missing;
        cells.Encode(features);
        deployed.Predict(cells, byName);
        trained.Predict(features, byPosition);
        agree &= byName.AsSpan().SequenceEqual(byPosition) && deployed.Encoder!.Equals(encoder) && deployed.ClassNames is ["high", "low"];

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Predictions; i++)
        {
            row["age"] = i;
            named.Predict(row, byName);
            cells["city"] = (i & 1) == 0 ? "Rome" : "Lund";
            cells["age"] = i;
            deployed.Predict(cells, byName);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"RowsAgree {agree}");
        Console.WriteLine($"RowsAllocated {allocated}");
        return agree && allocated == 0 ? 0 : 1;
    }
}
