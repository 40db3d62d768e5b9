using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Whether residuals begin and end in pairs, around something that learns, at one width. Free of Roslyn.</summary>
internal static class ResidualChecks
{
    public static void Run(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, List<Problem> problems)
    {
        var open = new Stack<int>();
        for (var index = 0; index < spec.Blocks.Count; index++)
        {
            if (spec.Blocks[index] is HeadSpec)
                ReportOpen();
            if (spec.Blocks[index] is not ResidualSpec residual)
                continue;
            if (residual.IsBegin)
                open.Push(index);
            else if (open.Count == 0)
                Report(ProblemIds.ResidualNotBegun, index, spec.Type.Name);
            else
                CheckPair(open.Pop(), index);
        }

        ReportOpen();

        void ReportOpen()
        {
            while (open.Count > 0)
                Report(ProblemIds.ResidualNotEnded, open.Pop(), spec.Type.Name);
        }

        void CheckPair(int begin, int end)
        {
            var between = spec.Blocks.Skip(begin + 1).Take(end - begin - 1).ToList();
            var (atBegin, atEnd) = (spec.Blocks[begin].Outputs, spec.Blocks[end].Inputs);
            // Where units stand in for a number out of range, that is the message to give.
            if (atBegin != atEnd && !problems.Any(static problem => problem.Id == ProblemIds.UnitsOutOfRange))
            {
                // Dense blocks alone change the width.
                var last = between.OfType<DenseSpec>().Last(static dense => dense.Inputs != dense.Outputs);
                Report(ProblemIds.ResidualWidth, end, Numbers.Text(atBegin), Numbers.Text(atEnd), last.Name);
            }
            else if (!between.Any(static block => block is LearnedSpec { ParameterCount: > 0 }))
            {
                Report(ProblemIds.EmptyResidual, end, spec.Type.Name);
            }
        }

        void Report(string id, int block, params string[] arguments) => problems.Add(new Problem(id, arguments.ToEquatableArray(), facts[block].Site));
    }
}
