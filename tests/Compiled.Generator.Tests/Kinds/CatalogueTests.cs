extern alias runtime;

using System.Text.RegularExpressions;
using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Kinds;

/// <summary>Whether every row of the catalogue has all its parts: a kind of block is complete or there is a reason why not.</summary>
public sealed class CatalogueTests
{
    private static readonly Type[] Library = typeof(runtime::Compiled.NetworkAttribute).Assembly.GetExportedTypes();

    /// <summary>Blocks without a kernel of their own: what the planner and the templates compute themselves, or nothing.</summary>
    private static readonly Dictionary<string, string> WithoutKernel = new(StringComparer.Ordinal)
    {
        ["Dense"] = "its tiles are made for each width",
        ["StandardizeTargets"] = "the dense block before it takes it over",
        ["BeginResidual"] = "nothing is computed",
        ["Head"] = "nothing is computed",
        ["Activation"] = "the user's own",
        ["Loss"] = "the user's own",
    };

    public static TheoryData<string> Kinds => [.. BlockCatalogue.All.Select(kind => kind.Name)];

    [Fact]
    public void Every_attribute_of_a_block_is_a_row_and_every_row_an_attribute()
    {
        string[] others = ["Network", "Budget", "Classes`1", "Differentiable", "Features", "L1", "L2", "Weights"];
        var attributes = Library.Where(type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "Compiled")
            .Select(type => type.Name.Replace("Attribute", "", StringComparison.Ordinal)).Except(others);
        Assert.Equal(attributes.Order(), BlockCatalogue.All.Select(kind => kind.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_arguments_are_those_of_the_attribute(string name)
    {
        var kind = BlockCatalogue.Find(name)!;
        var attribute = Library.Single(type => type.Namespace == "Compiled" && type.Name == name + "Attribute");
        var constructor = Assert.Single(attribute.GetConstructors());
        Assert.Equal(constructor.GetParameters().Select(parameter => parameter.Name), kind.Arguments.Where(argument => argument.IsPositional).Select(argument => argument.Name));
        Assert.Equal(attribute.GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(),
            kind.Arguments.Where(argument => !argument.IsPositional).Select(argument => argument.Name).Order());
        foreach (var parameter in constructor.GetParameters())
        {
            var argument = kind.Argument(parameter.Name!)!;
            Assert.Equal(parameter.HasDefaultValue, !argument.IsRequired);
            if (parameter.HasDefaultValue)
                Assert.Equal(parameter.DefaultValue, argument.Standard);
        }

        if (constructor.GetParameters().Any(parameter => !parameter.HasDefaultValue))
            return;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
        foreach (var argument in kind.Arguments.Where(argument => !argument.IsPositional))
        {
            var value = attribute.GetProperty(argument.Name)!.GetValue(made);
            Assert.Equal(argument.Standard, value is Enum ? (int)value : value);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_has_a_block_of_the_generator(string name) => Assert.Same(BlockCatalogue.Find(name), BlockTable.Find(name)!.Row);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_has_a_kernel(string name)
    {
        if (WithoutKernel.ContainsKey(name))
            return;
        var names = BlockTable.Find(name) switch
        {
            ActivationBlock activation => Names(activation.Kernel(new ActivationSpec(name, 4)).Type),
            LossBlock loss => Names(loss.Kernel(new LossSpec(name))),
            _ => name.Contains("Residual", StringComparison.Ordinal) ? ["ResidualKernel"] : BlockTable.Find(name)!.Has(BlockTraits.DrawsNoise) ? ["NoiseKernel"] : [name + "Kernel"],
        };
        Assert.Contains(Library, type => type.Namespace == "Compiled.Runtime" && names.Contains(type.Name.Split('`')[0]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_in_the_documentation(string name) =>
        Assert.True(Mentions("docs", "*.md", name), $"No page of docs shows [{name}].");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_time_declarations_have_a_method_for_it(string name)
    {
        var kind = BlockCatalogue.Find(name)!;
        if (kind.IsPlain)
            Assert.Contains(Sources("src/Compiled.Dynamic", "NetworkDeclaration*.cs"), source => source.Contains($"public NetworkDeclaration {name}(", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ONNX_has_a_file_for_it_or_does_without(string name)
    {
        var isInOnnx = CatalogueFiles.IsInOnnx(BlockCatalogue.Find(name)!);
        Assert.Equal(isInOnnx, Sources("src/Compiled.Onnx/Blocks", "*.cs").Any(source => source.Contains($"class Onnx{name}()", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_bits_are_pinned_for_it(string name) =>
        Assert.True(
            name is "Loss" || Mentions("tests/Networks/Compiled.Networks.SameBits", "*.cs", name),
            $"No network of tests/Networks/Compiled.Networks.SameBits has [{name}]: add one, and run tests/Compiled.SameBits/update-constants.sh.");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_network_with_it_has_its_gradients_compared_with_the_oracle(string name) =>
        Assert.True(
            Mentions("tests/Networks/Compiled.Networks.Dense", "*.cs", name) || Mentions("tests/Networks/Compiled.Networks.Blocks", "*.cs", name),
            $"No declared network of the tests has [{name}]: add one to tests/Networks and to the cases of GradientTests.");

    private static string[] Names(string kernel) => [.. Regex.Matches(kernel, @"\w+").Select(match => match.Value)];

    private static bool Mentions(string folder, string pattern, string name)
    {
        var attribute = new Regex($@"[\[,`]\s*{name}\s*[\](,`]");
        return Sources(folder, pattern).Any(source => attribute.IsMatch(source));
    }

    private static IEnumerable<string> Sources(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText);
}
