using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace Compiled.Tests;

/// <summary>Reads a Parquet file with Parquet.Net: the code of docs/sources.md.</summary>
internal static class ParquetTable
{
    public static async Task<Table> Read(Stream file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        var columns = new List<TableColumn>();
        foreach (var field in reader.Schema.DataFields)
        {
            columns.Add(field.ClrType switch
            {
                var type when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => TableColumn.FromTexts(field.Name, await Texts(reader, field)),
                var type when type == typeof(double) => TableColumn.FromNumbers(field.Name, await Numbers<double>(reader, field)),
                var type when type == typeof(float) => TableColumn.FromNumbers(field.Name, await Numbers<float>(reader, field)),
                var type when type == typeof(long) => TableColumn.FromNumbers(field.Name, await Numbers<long>(reader, field)),
                var type when type == typeof(int) => TableColumn.FromNumbers(field.Name, await Numbers<int>(reader, field)),
                _ => throw new NotSupportedException($"Column '{field.Name}' is {field.ClrType.Name}: leave it out, or add its type here."),
            });
        }

        return Table.FromColumns(columns);
    }

    private static async Task<float[]> Numbers<T>(ParquetReader reader, DataField field)
        where T : struct, INumber<T>
    {
        var numbers = new List<float>();
        foreach (var group in reader.RowGroups)
        {
            var values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values);
            numbers.AddRange(values.Select(static value => value is { } number ? float.CreateChecked(number) : float.NaN));
        }

        return [.. numbers];
    }

    private static async Task<List<string?>> Texts(ParquetReader reader, DataField field)
    {
        var texts = new List<string?>();
        foreach (var group in reader.RowGroups)
        {
            var values = new string?[group.RowCount];
            await group.ReadAsync(field, values);
            texts.AddRange(values);
        }

        return texts;
    }
}
