namespace Compiled.Arrays;

/// <summary>An array and what messages call it: <c>'data.npz': The array 'x' …</c></summary>
/// <param name="Array">The values.</param>
/// <param name="File">The file.</param>
/// <param name="Title">What it is of the file.</param>
internal sealed record NamedArray(NumericArray Array, string File, string Title)
{
    /// <summary>The first dimension.</summary>
    /// <exception cref="ArrayFileException">There is none, or it has no rows or nothing in them.</exception>
    public int Rows => Array.Shape.Count == 0 ? throw Problem("has no dimensions, but the first one must count the rows")
        : Array.Count == 0 ? throw Problem($"is empty, {Array}: a dataset has at least one row, one feature and one target")
        : Array.Shape[0];

    /// <summary>Values per row.</summary>
    public int Columns => Array.Count / Rows;

    /// <summary>Refuses NaN and infinities.</summary>
    public void CheckFinite()
    {
        var values = Array.Values;
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
                throw Problem(Wording.Of($"has {values[index]} in row {index / Columns}, column {index % Columns}, but a dataset needs finite numbers within the range of a float: ")
                    + "replace missing values before saving, with numpy.nan_to_num for instance, or read the array with NumericArray and build the dataset with Dataset.FromMemory, which keep them");
        }
    }

    /// <summary>An error of this array.</summary>
    /// <param name="problem">Continues "The array 'x' …", without final punctuation.</param>
    public ArrayFileException Problem(string problem) => new(File, $"The {Title} {problem}.");
}
