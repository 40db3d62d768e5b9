namespace Compiled.Import;

/// <summary>How much memory the tensors of one model may take in all: a small file can ask for much, by joining tensors or by naming one piece of external data many times.</summary>
internal sealed class ByteBudget(long maxFileBytes)
{
    private readonly long _limit = 4 * maxFileBytes;
    private long _used;

    /// <summary>Takes so many bytes before they are allocated.</summary>
    /// <exception cref="ImportProblem">They are too many.</exception>
    public void Take(long count, int size, string name)
    {
        // A tensor has at most int.MaxValue elements: no overflow.
        _used += count * size;
        if (_used > _limit)
        {
            throw new ImportProblem(
                $"With tensor {Text.Quoted(name)} the model's tensors take more than {Text.Number(_limit)} bytes: raise OnnxReadOptions.MaxBytes, which is a quarter of that, if the model really is this large.");
        }
    }
}
