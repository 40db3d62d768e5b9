using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>The topology that settings describe by default, as <c>compiled train</c> declares it.</summary>
internal static class TrialTopology
{
    private const int DefaultUnits = 32;
    private const int DefaultDepth = 1;

    /// <summary>The activations that have a form without arguments.</summary>
    public static IReadOnlyList<string> Activations { get; } =
        [.. ((IEnumerable<BlockKind>)[.. Rectifiers.All, .. Bends.All, .. Sigmoids.All, .. Shrinks.All])
            .Where(static kind => !kind.Arguments.Any(static argument => argument.IsRequired)).Select(static kind => kind.Name)];

    /// <summary>The initialisers that leave hidden units different.</summary>
    public static IReadOnlyList<string> Initializers { get; } =
        [.. Enum.GetValues<Initializer>().Where(static value => value is not (Initializer.Zeros or Initializer.Constant)).Select(static value => value.ToString())];

    /// <summary>The network of a trial.</summary>
    public static NetworkDeclaration Of(SearchDefinition definition, TrialSettings settings, Dataset data)
    {
        if (definition.Network is { } network)
            return network;
        return definition.Topology is { } topology
            ? topology(settings) ?? throw new InvalidOperationException($"SearchDefinition.Topology gave null for {settings}: it must return a declaration.")
            : Declare(definition, settings, data);
    }

    private static NetworkDeclaration Declare(SearchDefinition definition, TrialSettings settings, Dataset data)
    {
        var declaration = new NetworkDeclaration(data.InputSize).WithName(definition.NetworkName);
        if (data.HasFeatureNames)
            declaration = declaration.WithFeatures(data.FeatureNames);
        declaration = declaration.Standardize();
        var (units, dropout) = (settings.Integer(SettingNames.Units, DefaultUnits), settings.Number(SettingNames.Dropout, 0));
        var activation = settings.Text(SettingNames.Activation, Rectifiers.Relu.Name);
        var initializer = Enum.Parse<Initializer>(settings.Text(SettingNames.Initializer, nameof(Initializer.Auto)));
        for (var layer = settings.Integer(SettingNames.Depth, DefaultDepth); layer > 0; layer--)
        {
            declaration = declaration.Dense(units, initializer: initializer).Add(activation);
            if (dropout > 0)
                declaration = declaration.Dropout(dropout);
        }

        return End(declaration, settings, data);
    }

    private static NetworkDeclaration End(NetworkDeclaration declaration, TrialSettings settings, Dataset data)
    {
        var classes = data.ClassNames.Count;
        if (classes == 0)
            return declaration.Dense(data.TargetSize).StandardizeTargets().MeanSquaredError();
        declaration = classes == data.TargetSize
            ? declaration.Dense(classes).Softmax().CrossEntropy((float)settings.Number(SettingNames.LabelSmoothing, 0))
            : declaration.Dense(1).Sigmoid().BinaryCrossEntropy();
        return data.HasClassNames ? declaration.WithClasses(data.ClassNames) : declaration;
    }
}
