extern alias runtime;

using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using Compiled.Tests;
using Lib = runtime::Compiled;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>What users choose from is named on a page of docs: every attribute, optimiser, schedule, metric, data source, callback, augmentation and initialiser.</summary>
public sealed partial class NamedTests
{
    private static readonly Assembly Library = typeof(Lib.NetworkAttribute).Assembly;

    /// <summary>The words of all code on the pages, in blocks and within lines.</summary>
    private static readonly Lazy<HashSet<string>> Words = new(static () =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").SelectMany(static page => CodeWords(File.ReadAllText(page)))]);

    public static TheoryData<string> Kinds => ["attributes", "optimisers", "schedules", "metrics", "functions of metrics", "data sources", "callbacks", "augmentations", "initialisers", "rules"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Everything_is_named_on_a_page(string kind)
    {
        var names = Names(kind).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(names.Count >= 4, $"Only {names.Count} {kind} were found.");
        Assert.Equal([], names.Where(static name => !Words.Value.Contains(name)));
    }

    /// <summary>The page of optimisers has them all, with their settings, and all schedules.</summary>
    [Fact]
    public void The_page_of_optimisers_has_every_setting()
    {
        var words = CodeWords(File.ReadAllText(Path.Combine(Repository.Root, "docs", "optimizers.md"))).ToHashSet();
        var settings = Optimisers().SelectMany(static type => type.GetProperties()).Select(static property => property.Name).Where(static name => name is not "StateSlots" and not "Settings");
        Assert.Equal([], Names("optimisers").Concat(Names("schedules")).Concat(settings).Distinct().Where(name => !words.Contains(name)));
    }

    [Fact]
    public void Words_of_prose_do_not_count() => Assert.Equal(["Adam", "Sgd", "Lbfgs"], CodeWords("Momentum is `Adam`'s, Step not.\n```csharp\nSgd, Lbfgs\n```\nRprop"));

    private static IEnumerable<string> Names(string kind) => kind switch
    {
        "attributes" => Types().Where(static type => type.IsSubclassOf(typeof(Attribute))).Select(static type => type.Name.Split('`')[0][..^"Attribute".Length]),
        "optimisers" => Optimisers().Select(static type => type.Name).Append(nameof(Lib.Lbfgs)),
        "schedules" => Members(typeof(Lib.Schedule), typeof(Lib.Schedule)).Append(nameof(Lib.ReduceOnPlateau)),
        "metrics" => Members(typeof(Lib.Metric), typeof(Lib.Metric)),
        "functions of metrics" => typeof(Lib.Metrics).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(static method => method.Name),
        "data sources" => Types().SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(static method => method.Name.StartsWith("From", StringComparison.Ordinal)).Select(static method => method.Name).Append(nameof(Lib.StreamingDataset)),
        "callbacks" => Types().Where(static type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(Lib.ICallback))).Select(static type => type.Name),
        "augmentations" => Members(typeof(Lib.Augmentations), typeof(Lib.Augmentation)),
        "initialisers" => Enum.GetNames<Lib.Initializer>(),
        _ => typeof(Lib.ThresholdRule).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).Select(static member => member.Name),
    };

    private static IEnumerable<Type> Optimisers() => Types().Where(static type => type.IsValueType && type.IsAssignableTo(typeof(Lib.IOptimizer)));

    /// <summary>What users see of the library.</summary>
    private static IEnumerable<Type> Types() => Library.GetExportedTypes().Where(static type => type.GetCustomAttribute<EditorBrowsableAttribute>() is not { State: EditorBrowsableState.Never });

    /// <summary>Static properties and methods of a type that give a value of another.</summary>
    private static IEnumerable<string> Members(Type type, Type given) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == given).Select(static property => property.Name)
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => !method.IsSpecialName && method.ReturnType == given).Select(static method => method.Name));

    private static IEnumerable<string> CodeWords(string page) =>
        Code().Matches(page.ReplaceLineEndings("\n")).SelectMany(static code => Word().Matches(code.Groups["block"].Value + code.Groups["span"].Value)).Select(static word => word.Value);

    [GeneratedRegex("^```[^\n]*\n(?<block>.*?)^```|`(?<span>[^`\n]+)`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
