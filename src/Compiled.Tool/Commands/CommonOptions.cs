using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Commands;

/// <summary>Options that several commands have, and numbers whose range is checked in words.</summary>
internal static class CommonOptions
{
    /// <summary>--force.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace existing files." };

    /// <summary>--as.</summary>
    public static Option<TargetKind> Kind() => new("--as")
    {
        Description = "The kind of the target: classes or numbers; by default inferred from its values.",
        HelpName = "classes|numbers",
        CustomParser = static result => result.Tokens[0].Value switch
        {
            "classes" => TargetKind.Categorical,
            "numbers" => TargetKind.Numeric,
            var other => Wrong(result, $"--as is '{other}', but must be 'classes' or 'numbers'.", TargetKind.Auto),
        },
    };

    /// <summary>--encode.</summary>
    public static Option<bool> Encode() => new("--encode")
    {
        Description = "Turn text columns into one input per category, and missing numbers into the median with an indicator. What is learned of the columns is part of the network's file, and predict takes the raw columns.",
    };

    /// <summary>--class of what is written.</summary>
    public static Option<string> ClassName() => new("--class") { Description = "The name of the class; by default the name of the target followed by 'Net'.", HelpName = "name" };

    /// <summary>--namespace.</summary>
    public static Option<string> NamespaceName() => new("--namespace") { Description = "Its namespace; none by default.", HelpName = "name" };

    /// <summary>--output.</summary>
    public static Option<string> OutputFolder() => new("--output", "-o") { Description = "The folder to write to.", HelpName = "folder", DefaultValueFactory = static _ => "." };

    /// <summary>--report.</summary>
    public static Option<string> ReportFile() => new("--report")
    {
        Description = "Writes a report as one HTML file: data, curves, test, importance of the inputs, worst rows, parameters and the command line.",
        HelpName = "file.html",
    };

    /// <summary>--topology.</summary>
    public static Option<string> Topology() => new("--topology")
    {
        Description = "The declaration of the network, for files that do not contain it: attributes, or a .cs file with them.",
        HelpName = "attributes|file",
    };

    /// <summary>--class beside --topology.</summary>
    public static Option<string> ClassOfTopology() => new("--class") { Description = "The class to use from the file given with --topology.", HelpName = "name" };

    /// <summary>A whole number in a range.</summary>
    public static Option<int> Whole(string name, string description, int? standard, int least, int most = int.MaxValue)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "n",
            CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : Wrong(result, $"{name} is '{result.Tokens[0].Value}', but must be a whole number {Range(result.Tokens[0].Value, least, most)}.", least),
        };
        if (standard is { } value)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>A number that is tested in words.</summary>
    public static Option<double> Number(string name, string description, double? standard, Func<double, bool> isFit, string range)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            HelpName = "x",
            CustomParser = result => double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && isFit(number)
                ? number
                : Wrong(result, $"{name} is '{result.Tokens[0].Value}', but must be a number {range}.", 0.0),
        };
        if (standard is { } value)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>Names of columns, as they were typed; the file's header says what they are.</summary>
    public static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "columns",
        CustomParser = static result => [.. result.Tokens.Select(static token => token.Value)],
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>--map.</summary>
    public static Option<string[]> Map() => new("--map")
    {
        Description = "Maps tensors or modules of a file to blocks if the names do not match: fc1=0, out=Dense1; separate several with commas.",
        HelpName = "name=block",
        CustomParser = static result =>
        {
            string[] pairs = [.. result.Tokens.SelectMany(static token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            if (Array.Find(pairs, static pair => pair.IndexOf('=') < 1) is { } wrong)
                return Wrong<string[]>(result, $"--map is '{wrong}', but must be a name in the file, an equals sign and a block of the network, such as fc1=0.", []);
            if (pairs.GroupBy(static pair => pair[..pair.IndexOf('=')], StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
                return Wrong<string[]>(result, $"--map has '{twice.Key}' twice: map it only once.", []);
            return pairs;
        },
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>--inputs.</summary>
    public static Option<string[]> Inputs() => PartOfModel("--inputs", "The inputs of an ONNX model to predict from, or the computed values to begin with.");

    /// <summary>--outputs.</summary>
    public static Option<string[]> Outputs() => PartOfModel("--outputs", "The outputs of an ONNX model to predict, if it has several, or any computed values.");

    private static Option<string[]> PartOfModel(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "names",
        CustomParser = static result => [.. result.Tokens.SelectMany(static token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>--member.</summary>
    public static Option<int> Member() => Whole("--member", "The network of an ensemble to take, from 0.", null, 0);

    /// <summary>What the command line says of a file that is read.</summary>
    public static ReadChoices Choices(ParseResult parsed, Option<string[]>? map, (Option<string[]> Inputs, Option<string[]> Outputs) part, Screen screen) => new()
    {
        Names = map is null ? null : Given(parsed, map)?.ToDictionary(static pair => pair[..pair.IndexOf('=')], static pair => pair[(pair.IndexOf('=') + 1)..], StringComparer.Ordinal),
        Inputs = Given(parsed, part.Inputs),
        Outputs = Given(parsed, part.Outputs),
        Note = note => screen.Hint($"note: {ErrorText.InToolWords(note)}"),
    };

    /// <summary>The names of an option, or null where the command line does not have it.</summary>
    public static string[]? Given(ParseResult parsed, Option<string[]> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    /// <summary>The number of an option, or null where the command line does not have it.</summary>
    public static int? Given(ParseResult parsed, Option<int> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    /// <summary>Adds an error to a command line.</summary>
    public static T Wrong<T>(ArgumentResult result, string message, T value)
    {
        result.AddError(message);
        return value;
    }

    private static bool IsAbove(string given, int most) => double.TryParse(given, CultureInfo.InvariantCulture, out var number) && number > most;

    /// <summary>The upper bound is named where there is one to know of, or where the number is above what can be counted.</summary>
    private static string Range(string given, int least, int most) => most == int.MaxValue && least != int.MinValue && !IsAbove(given, most)
        ? string.Create(CultureInfo.InvariantCulture, $"of at least {least}")
        : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
}
