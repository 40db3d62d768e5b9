namespace Compiled.Fuzz;

/// <summary>Bytes as a CSV file: as a dataset of classes and of numbers, as a table, and as features alone.</summary>
public static class CsvTarget
{
    private static readonly CsvOptions Categorical = new() { Target = TargetKind.Categorical };
    private static readonly CsvOptions Commas = new() { DecimalComma = true, ThousandsSeparator = '.', Separator = ';' };

    public static void Run(byte[] bytes)
    {
        Reads(bytes, static text => Check(Dataset.FromCsv(text)));
        Reads(bytes, static text => Check(Dataset.FromCsv(text, options: Categorical)));
        Reads(bytes, static text => Check(Dataset.FromCsv(text, ["label"], Commas)));
        Reads(bytes, static text => _ = FeatureTable.FromCsv(text));
        Reads(bytes, static text => _ = Table.FromCsv(text).Describe());
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() =>
    [
        ("classes", "a,b,label\n1,2.5,x\n-3e2,.5,y\n1,1,x\n2,2,y\n"u8.ToArray()),
        ("quoted", "\uFEFF\"a \"\"1\"\"\";b;label\r\n\"1,5\";2;3\r\n\"4\";5;\"6\r\n7\"\r\n"u8.ToArray()),
        ("german", "sep=;\na;label\n1.234,5;0\n2,5;1\n\n"u8.ToArray()),
        ("pandas", "Unnamed: 0\ta\tlabel\n0\tNA\tno\n1\t2\tyes\n"u8.ToArray()),
    ];

    private static void Check(Dataset data)
    {
        if (data.FeatureNames.Count != data.InputSize || data.Count < 1)
            throw new InvalidOperationException($"{data.Count} rows of {data.InputSize} inputs have {data.FeatureNames.Count} names.");
    }

    /// <summary>The one documented exception is no finding, any other is.</summary>
    private static void Reads(byte[] bytes, Action<TextReader> read)
    {
        using var text = new StreamReader(new MemoryStream(bytes, writable: false));
        try
        {
            read(text);
        }
        catch (CsvException)
        {
        }
    }
}
