using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>Small files that claim rows of billions of values, or places far outside of them: refused at once, with little memory.</summary>
public class WidthTests
{
    private const int Most = int.MaxValue;

    private static void IsRefusedCheaply(byte[] model, params string[] parts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = IsRefused(model, parts);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
        Assert.InRange(message.Length, 10, 2_000);
    }

    [Fact]
    public void Nothing_is_selected_from_rows_that_no_network_has()
    {
        var model = new ModelBuilder(13, Most);
        IsRefusedCheaply(model.Bytes(model.Dense(model.Node("Slice", ["x", model.Integers(0), model.Integers(5), model.Integers(1)]), 5, 2)), "'the Slice'", "2,147,483,647 floats", "at most 65,536");
        model = new ModelBuilder(13, Most);
        IsRefusedCheaply(model.Bytes(model.Dense(model.Node("Gather", ["x", model.Integers(1, 2)], ("axis", 1L)), 2, 2)), "'the Gather'", "2,147,483,647 floats");
        model = new ModelBuilder(13, Most);
        var half = model.Node("Split", ["x"], ("axis", 1L));
        model.Graph.Node[^1].Output.Add("other");
        IsRefusedCheaply(model.Bytes(model.Dense(half, 5, 2)), "'the Split'", "2,147,483,647 floats");
    }

    [Fact]
    public void Nothing_is_scaled_that_no_network_has()
    {
        var model = new ModelBuilder(13, Most);
        IsRefusedCheaply(model.Bytes(model.Dense(model.Node("Div", ["x", model.Scalar(255)]), 5, 2)), "The input 'x' has 2,147,483,647 values, but a network has at most 65,536 inputs.");
    }

    [Fact]
    public void Inputs_that_are_joined_are_those_of_a_network()
    {
        var model = new ModelBuilder(13, Most / 2).Input("goal", [Most / 2]);
        var joined = model.Node("Concat", [model.Node("Div", ["x", model.Scalar(2)]), "goal"], ("axis", 1L));
        IsRefusedCheaply(model.Bytes(model.Dense(joined, 5, 2)), "The inputs that the model concatenates have 2,147,483,646 values, but a network has at most 65,536 inputs.");
    }

    [Fact]
    public void A_part_that_is_joined_with_itself_ten_thousand_times_takes_no_memory()
    {
        var model = new ModelBuilder(13, 65_536);
        var rows = model.Node("Concat", [.. Enumerable.Repeat("x", 10_000)], ("axis", 1L));
        IsRefusedCheaply(model.Bytes(model.Dense(rows, 5, 2)), "'the Concat'");
    }

    [Fact]
    public void Rows_that_are_wide_by_their_weights_alone_are_not_taken_apart()
    {
        var model = new ModelBuilder();
        var wide = model.Node("MatMul", [model.Dense("x", 5, 3), model.Floats([0, Most])]);
        IsRefusedCheaply(model.Bytes(model.Dense(model.Node("Slice", [wide, model.Integers(0), model.Integers(5), model.Integers(1)]), 5, 2)), "'the Slice'", "2,147,483,647 floats");
        model = new ModelBuilder();
        wide = model.Node("MatMul", ["x", model.Floats([0, Most / 4])]);
        IsRefusedCheaply(model.Bytes(model.Dense(model.Node("Concat", [wide, model.Node("Neg", [wide])], ("axis", 1L)), 5, 2)), "'the Concat'");
    }

    [Fact]
    public void Very_many_selections_take_no_more_memory_than_the_limit()
    {
        var model = new ModelBuilder(13, 65_536);
        var (start, end, axis) = (model.Integers(0), model.Integers(65_535), model.Integers(1));
        var rows = "x";
        for (var step = 0; step < 100; step++)
            rows = model.Node("Tanh", [model.Node("Slice", [rows, start, end, axis])]);
        var bytes = model.Bytes(model.Dense(rows, 65_535, 1));
        var message = Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { MaxBytes = 2_000_000 })).Message;
        Assert.Contains("the model's tensors take more than 8,000,000 bytes: raise OnnxReadOptions.MaxBytes", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    public void An_axis_is_sliced_once(long firstAxis, long secondStep)
    {
        var model = new ModelBuilder();
        var rows = model.Node("Slice", ["x", model.Integers(0, 0), model.Integers(0, 5), model.Integers(firstAxis, 1), model.Integers(1, secondStep)]);
        IsRefused(model.Bytes(model.Dense(rows, 5, 2)), "'the Slice'", "slices along axis 1 twice.");
    }

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(6, -1)]
    [InlineData(0, 5)]
    [InlineData(2, 2)]
    public void Parts_add_up_to_the_rows(long first, long second)
    {
        var model = new ModelBuilder();
        var part = model.Node("Split", ["x", model.Integers(first, second)], ("axis", 1L));
        model.Graph.Node[^1].Output.Add("other");
        IsRefused(model.Bytes(model.Dense(part, 3, 2)), "'the Split'", "splits rows of 5 floats into 2 parts of [", "constant sizes that add up to the width are supported.");
    }

    [Fact]
    public void A_list_of_a_million_numbers_is_shown_shortened()
    {
        var model = new ModelBuilder();
        var weights = model.Node("Transpose", [model.Drawn(5, 3)], ("perm", (long[])[.. Enumerable.Range(0, 1_000_000).Select(static axis => (long)axis)]));
        var message = IsRefused(model.Bytes(model.Node("MatMul", ["x", weights])), "permutes the axes [0, 1, 2, 3, 4, 5, 6, 7, 8, …] of a tensor with 2");
        Assert.InRange(message.Length, 10, 300);
    }
}
