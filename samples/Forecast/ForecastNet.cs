using Compiled;

namespace Forecast;

/// <summary>Two weeks of days in, the next day out, in units of the series: inputs and target are scaled by what the network learns of them.</summary>
[Network(inputs: Series.Window)]
[Standardize]
[Dense(32), Relu]
[Dense(1), StandardizeTargets]
[MeanSquaredError]
public sealed partial class ForecastNet;
