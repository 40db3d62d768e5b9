namespace Compiled.Generator.Tests.Kinds;

/// <summary>What is asked of the catalogue, at the borders of each answer.</summary>
public sealed class CatalogueRuleTests
{
    private static readonly float AboveZero = float.Epsilon;
    private static readonly float BelowOne = MathF.BitDecrement(1);

    public static TheoryData<string, float[], float[]> Ranges => new()
    {
        { nameof(NumberRange.Finite), [float.MinValue, -1, 0, float.MaxValue], [float.NegativeInfinity, float.PositiveInfinity, float.NaN] },
        { nameof(NumberRange.Positive), [AboveZero, 1, float.MaxValue], [0, -0f, -AboveZero, float.PositiveInfinity, float.NaN] },
        { nameof(NumberRange.NotNegative), [0, -0f, AboveZero, float.MaxValue], [-AboveZero, float.PositiveInfinity, float.NaN] },
        { nameof(NumberRange.BelowOne), [0, 0.5f, BelowOne], [-AboveZero, 1, float.NaN] },
        { nameof(NumberRange.ZeroToOne), [0, 0.5f, 1], [-AboveZero, MathF.BitIncrement(1), float.NaN] },
        { nameof(NumberRange.BetweenZeroAndOne), [AboveZero, 0.5f, BelowOne], [0, 1, -1, 2, float.NaN] },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_ends_where_its_words_say(string name, float[] inside, float[] outside)
    {
        var range = (NumberRange)typeof(NumberRange).GetField(name)!.GetValue(null)!;
        Assert.All(inside, number => Assert.True(range.Contains(number), $"{number} is {range.Text}"));
        Assert.All(outside, number => Assert.False(range.Contains(number), $"{number} is not {range.Text}"));
    }

    [Theory]
    [InlineData("SmoothClip", "limit", 1e-15f, 1e15f)]
    [InlineData("BatchNorm", "Momentum", 0f, 1f)]
    [InlineData("BatchNorm", "Epsilon", float.Epsilon, float.MaxValue)]
    [InlineData("LayerNorm", "Epsilon", float.Epsilon, float.MaxValue)]
    [InlineData("Quantile", "tau", float.Epsilon, 0.99999994f)]
    public void An_argument_ends_where_its_words_say(string kind, string argument, float least, float most)
    {
        var range = BlockCatalogue.Find(kind)!.Argument(argument)!.Range;
        Assert.True(range.Contains(least) && range.Contains(most), $"{least} and {most} are {range.Text}");
        Assert.False(range.Contains(MathF.BitDecrement(least)), $"less than {least} is not {range.Text}");
        Assert.False(range.Contains(MathF.BitIncrement(most)), $"more than {most} is not {range.Text}");
    }

    [Theory]
    [InlineData("Softmax", "CrossEntropy")]
    [InlineData("LogSoftmax", "CrossEntropy")]
    [InlineData("Sigmoid", "BinaryCrossEntropy")]
    [InlineData("Relu", "MeanSquaredError")]
    [InlineData("Dense", "MeanSquaredError")]
    [InlineData("Nothing", "MeanSquaredError")]
    public void A_last_block_has_its_usual_loss(string last, string loss) => Assert.Equal(loss, BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(last)).Name);

    [Fact]
    public void An_unknown_name_has_no_row_and_no_traits()
    {
        Assert.Null(BlockCatalogue.Find("dense"));
        Assert.Null(BlockCatalogue.Find(""));
        Assert.Equal(BlockTraits.None, BlockCatalogue.TraitsOf("Conv"));
        Assert.Null(BlockCatalogue.Find("Dense")!.Argument("Units"));
        Assert.Equal(default, LossTraits.Of(null));
        Assert.Equal(default, LossTraits.Of("Dense"));
        Assert.Equal(default, LossTraits.Of("MyLoss"));
        Assert.Equal(OutputMeaning.Margins, LossTraits.Of("Hinge").Meaning);
    }

    [Fact]
    public void Some_traits_and_all_traits_are_two_questions()
    {
        const BlockTraits two = BlockTraits.Dense | BlockTraits.HasParameters;
        Assert.True(BlockTraits.Dense.Has(two));
        Assert.False(BlockTraits.Dense.HasAll(two));
        Assert.True((two | BlockTraits.Norm).HasAll(two));
        Assert.False(BlockTraits.Norm.Has(two));
        Assert.False(BlockTraits.None.Has(BlockTraits.None));
        Assert.True(BlockTraits.None.HasAll(BlockTraits.None));
    }

    [Fact]
    public void What_begins_a_line_of_a_declaration_does_not_follow_a_dense_block()
    {
        var beginning = BlockCatalogue.All.Where(static kind => !kind.Traits.FollowsDense() && !kind.Traits.Has(BlockTraits.Loss)).Select(static kind => kind.Name);
        Assert.Equal(["BeginResidual", "Dense", "EndResidual", "Head", "Standardize"], beginning.Order(StringComparer.Ordinal));
        Assert.Equal(["BeginResidual", "EndResidual", "Head"], BlockCatalogue.All.Where(static kind => kind.Traits.IsBracket()).Select(static kind => kind.Name).Order(StringComparer.Ordinal));
    }
}
