using System.Globalization;
using Compiled.Drawing;

namespace Compiled;

/// <content>The diagram of a topology.</content>
public sealed partial class Plot
{
    private const double BoxWidth = 10;
    private const double BoxHeight = 1.6;
    private const double BoxStep = 2.3;

    /// <summary>Boxes above each other that one picture has room for.</summary>
    private const int MostBoxes = 40;

    /// <summary>
    /// The topology as a diagram from the inputs at the top to the outputs: a box for each block with its width and its parameters, an arc around each residual, a branch for each head.
    /// </summary>
    /// <remarks>Of more than 40 blocks, those in the middle are left out, and a box says how many.</remarks>
    /// <param name="topology">The topology: <c>MyNetwork.Topology</c>.</param>
    public static Plot Topology(Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var diagram = new TopologyDiagram(topology);
        var marks = diagram.Marks;
        return new Plot(topology.Name, new Panel("", Hidden(diagram.Left, diagram.Right), Hidden(diagram.Bottom, diagram.Top), marks))
        {
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{topology.ParameterCount:#,##0} parameters{(topology.Loss is null ? "" : $", loss {Label.Clip(topology.Loss, 60)}")}"),
            Width = (int)Math.Clamp((diagram.Right - diagram.Left) * 30, 420, 1600),
            Height = (int)Math.Clamp((diagram.Top - diagram.Bottom) * 30 + 70, 200, 4000),
        };
    }

    private static Axis Hidden(double low, double high) => new("") { IsHidden = true, Ends = (low, high) };

    /// <summary>Where boxes and arrows of a topology are.</summary>
    private sealed class TopologyDiagram
    {
        private readonly List<Mark> _boxes = [];
        private readonly List<Mark> _arrows = [];
        private readonly Stack<(double Y, int Depth)> _residuals = new();
        private readonly Topology _topology;
        private double _y;
        private double _x;

        public TopologyDiagram(Topology topology)
        {
            _topology = topology;
            var columns = Math.Max(1, topology.Heads.Count);
            // The trunk is above the middle of its heads.
            _x = (columns - 1) * (BoxWidth + 1) / 2;
            (Left, Right, Top) = (-BoxWidth / 2 - 2, (columns - 1) * (BoxWidth + 1) + BoxWidth / 2 + 2, BoxHeight);
            var inputs = topology.Features.Count > 0 ? string.Join(", ", topology.Features.Take(4)) + (topology.Features.Count > 4 ? " …" : "") : "";
            Add(2, ["Input", Count(topology.InputSize, "feature"), .. inputs.Length > 0 ? new[] { inputs } : []]);
            AddBlocks();
        }

        public double Left { get; }

        public double Right { get; }

        public double Top { get; }

        public double Bottom { get; private set; }

        /// <summary>Arrows first, so that boxes lie on them.</summary>
        public IReadOnlyList<Mark> Marks => [.. _arrows, .. _boxes];

        private void AddBlocks()
        {
            var blocks = _topology.Blocks;
            var head = -1;
            var (trunkX, trunkY) = (_x, _y);
            var left = blocks.Count > MostBoxes ? blocks.Count - MostBoxes : 0;
            for (var index = 0; index < blocks.Count; index++)
            {
                if (left > 0 && index >= MostBoxes / 2 && index < MostBoxes / 2 + left)
                {
                    if (index == MostBoxes / 2)
                        Join(Palette.Muted, [$"… {Count(left, "block")} more …"]);
                    // What follows is of the last head that begins in between.
                    if (blocks[index].Traits.HasFlag(BlockTraits.BeginsHead))
                        head++;
                    continue;
                }

                var block = blocks[index];
                if (block.Traits.HasFlag(BlockTraits.BeginsHead))
                {
                    if (head >= 0)
                        EndHead(head);
                    else
                        (trunkX, trunkY) = (_x, _y);
                    head++;
                    (_x, _y) = (head * (BoxWidth + 1), trunkY);
                    var heads = _topology.Heads[head];
                    JoinFrom(trunkX, trunkY, 4, [$"Head {block.Name}", Count(heads.Size, "output")]);
                }
                else if (block.Traits.HasFlag(BlockTraits.BeginsResidual))
                    _residuals.Push((_y, _residuals.Count));
                else if (block.Traits.HasFlag(BlockTraits.EndsResidual) && _residuals.TryPop(out var begun))
                    AddResidual(begun.Y, begun.Depth);
                else
                    Join(HueOf(block), Lines(block));
            }

            if (head >= 0)
                EndHead(head);
            else if (_topology.Loss is { } loss)
                Join(Palette.Muted, [loss, "loss, in training"]);
            Bottom = Math.Min(Bottom, _y - BoxHeight);
        }

        private void EndHead(int head) => Join(Palette.Muted, [_topology.Heads[head].Loss, "loss, in training"]);

        private void AddResidual(double from, int depth)
        {
            var side = _x + BoxWidth / 2 + 0.6 + 0.5 * depth;
            var (start, end) = (from - BoxHeight / 2 - 0.2, _y - BoxStep / 2 - 0.1);
            Join(Palette.Muted, ["+", "residual: adds what it began with"]);
            end = _y;
            _arrows.Add(new ArrowMark(Palette.Muted, [(_x, start), (side, start), (side, end), (_x + BoxWidth / 2, end)]));
        }

        private void Join(int hue, IReadOnlyList<string> lines) => JoinFrom(_x, _y, hue, lines);

        private void JoinFrom(double x, double y, int hue, IReadOnlyList<string> lines)
        {
            _y -= BoxStep;
            var (from, to) = ((x, y - BoxHeight / 2), (_x, _y + BoxHeight / 2));
            var middle = y - BoxStep / 2;
            _arrows.Add(new ArrowMark(Palette.Muted, x == _x ? [from, to] : [from, (x, middle), (_x, middle), to]));
            Add(hue, lines);
        }

        private void Add(int hue, IReadOnlyList<string> lines)
        {
            _boxes.Add(new BoxMark(hue, new Box(_x - BoxWidth / 2, _x + BoxWidth / 2, _y - BoxHeight / 2, _y + BoxHeight / 2), lines));
            Bottom = Math.Min(Bottom, _y - BoxHeight);
        }

        private static string[] Lines(TopologyBlock block)
        {
            var title = block.Name.Length == 0 ? block.Kind
                : block.Name.StartsWith(block.Kind, StringComparison.Ordinal) ? block.Name : $"{block.Name} ({block.Kind})";
            var shape = block.Traits.HasFlag(BlockTraits.Dense) ? string.Create(CultureInfo.InvariantCulture, $"{block.Inputs:#,##0} → {block.Outputs:#,##0}") : block.Arguments;
            var parameters = block.Parameters > 0 ? Count(block.Parameters, "parameter") : "";
            var second = string.Join(", ", new[] { shape, parameters }.Where(static part => part.Length > 0));
            return second.Length > 0 ? [title, second] : [title];
        }

        private static int HueOf(TopologyBlock block) =>
            block.Traits.HasFlag(BlockTraits.Dense) ? 0
            : block.Traits.HasFlag(BlockTraits.ScalesInputs) || block.Traits.HasFlag(BlockTraits.ScalesTargets) ? 6
            : block.Traits.HasFlag(BlockTraits.Norm) ? 3
            : block.Traits.HasFlag(BlockTraits.TrainingOnly) || block.Traits.HasFlag(BlockTraits.DrawsNoise) ? 7
            : 1;

        private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:#,##0} {what}{(count == 1 ? "" : "s")}");
    }
}
