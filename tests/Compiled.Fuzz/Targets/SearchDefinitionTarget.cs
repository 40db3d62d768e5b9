using System.Text;
using Compiled.Dynamic;
using static Compiled.Search;

namespace Compiled.Fuzz;

/// <summary>Bytes as the definition of a search: what is read can be checked, and is written in a form that is read again as the same.</summary>
public static class SearchDefinitionTarget
{
    public static void Run(byte[] bytes) => _ = Reads(bytes);

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var full = FuzzSearch.Definition.And("activation", OneOf("Relu", "Silu")).And("dropout", Uniform(0, 0.5)) with
        {
            Searcher = new Asha { Eta = 2 },
            Patience = 4,
            Objective = Metric.RocAuc,
            Metrics = [Metric.TopK(3)],
            Validation = SearchValidation.KFold(4),
            Limits = new() { MaxNanoseconds = 200.5, MaxBytes = 8192 },
        };
        var network = new NetworkDeclaration(2).WithFeatures("a", "b").Dense(3).Relu().Dense(2).Softmax().CrossEntropy().WithClasses("no", "yes").WithName("Mine");
        var fixedOne = Over(rate: LogUniform(1e-4, 1e-1)) with { Network = network, Searcher = new PopulationBasedTraining() };
        return [("small", Text(FuzzSearch.Definition)), ("full", Text(full)), ("network", Text(fixedOne))];
    }

    /// <summary>Whether it is read; the one documented exception is no finding, any other is.</summary>
    public static bool Reads(byte[] bytes)
    {
        SearchDefinition definition;
        try
        {
            definition = SearchDefinition.FromJson(Encoding.UTF8.GetString(bytes));
        }
        catch (FormatException)
        {
            return false;
        }

        if (!SearchDefinition.FromJson(definition.ToJson()).Equals(definition))
            throw new InvalidOperationException("The definition of a search is written otherwise than it was read.");
        try
        {
            definition.Check();
        }
        catch (ArgumentException)
        {
        }

        return true;
    }

    private static byte[] Text(SearchDefinition definition) => Encoding.UTF8.GetBytes(definition.ToJson());
}
