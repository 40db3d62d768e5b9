namespace Compiled.Data.Tests;

/// <summary>Messages that count: one is one, and many are many.</summary>
public sealed class WordingCountTests
{
    [Fact]
    public void One_row_is_not_rows()
    {
        Assert.Equal("1 row of 1 feature, 1 target", Dataset.FromMemory([1f], [1f], 1, 1).ToString());
        Assert.Equal("2 rows of 2 features, 2 targets", Dataset.FromMemory([1f, 2, 3, 4], [1f, 0, 0, 1], 2, 2).ToString());
    }

    [Fact]
    public void A_word_of_the_argument_is_counted_too()
    {
        Assert.Contains("'featureNames' has 2 names, but the rows have 1 feature.",
            Assert.Throws<ArgumentException>(() => Dataset.FromMemory([1f], [1f], 1, 1, ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Contains("'featureNames' has 1 name, but the rows have 2 features.",
            Assert.Throws<ArgumentException>(() => Dataset.FromMemory([1f, 2], [1f], 2, 1, ["a"])).Message, StringComparison.Ordinal);
    }
}
