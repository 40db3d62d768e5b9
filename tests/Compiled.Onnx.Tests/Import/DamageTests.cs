using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>A small valid file that is cut or has a bit flipped is read to shapes that fit, or refused by the one exception.</summary>
public class DamageTests
{
    private static readonly OnnxReadOptions Small = new() { MaxBytes = 1 << 20 };

    private static byte[] Model()
    {
        var model = new ModelBuilder(13, 3).WithLearningDomain();
        var rows = model.Node("Sub", ["x", model.Drawn(3)]);
        var hidden = model.Node("Relu", [model.Dense(rows, 3, 2)]);
        var sum = model.Node("Add", [hidden, model.Node("MatMul", [hidden, model.Node("Transpose", [model.Drawn(2, 2)])])]);
        var scores = model.Node("Softmax", [model.Dense(sum, 2, 2)]);
        model.Output(model.Node("ai.onnx.ml::ArrayFeatureExtractor", [model.Texts("a", "b"), model.Node("ArgMax", [scores], ("axis", 1L))]), global::Onnx.TensorProto.Types.DataType.String);
        return model.Output(scores, global::Onnx.TensorProto.Types.DataType.Float, 2).Bytes("");
    }

    [Fact]
    public void Every_length_it_is_cut_at_is_handled()
    {
        var bytes = Model();
        _ = Read(bytes);
        for (var length = 0; length < bytes.Length; length++)
            ReadsOrRefuses(bytes[..length]);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Every_bit_that_is_flipped_is_handled()
    {
        var bytes = Model();
        Assert.InRange(bytes.Length, 300, 1500);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadsOrRefuses(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Bytes_that_are_swapped_doubled_and_dropped_are_handled()
    {
        var bytes = Model();
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var changed = bytes.ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var place = random.Next(changed.Count);
                switch (random.Next(3))
                {
                    case 0:
                        changed[place] = (byte)random.Next(256);
                        break;
                    case 1:
                        changed.InsertRange(place, changed.GetRange(place, Math.Min(random.Next(1, 30), changed.Count - place)));
                        break;
                    default:
                        changed.RemoveRange(place, Math.Min(random.Next(1, 30), changed.Count - place));
                        break;
                }
            }

            ReadsOrRefuses([.. changed]);
        }
    }

    private static void ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            var network = Read(bytes, Small);
            Assert.All(network.Tensors, static tensor => Assert.Equal(tensor.Shape.Aggregate(1, static (product, size) => product * size), tensor.Values.Length));
            // Every block finds rows of its width, and its tensors.
            _ = Interpreter.Predict(network, new float[network.Topology.InputSize]);
        }
        catch (ModelFileException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }
}
