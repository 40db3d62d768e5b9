using Compiled;

namespace Control;

/// <summary>
/// What the controller learns of the arm: from sin θ, cos θ, ω and the torque to the change of ω in one tick. The rest of the motion, θ += ω · dt, is
/// geometry and need not be learned.
/// </summary>
[Network(inputs: 4)]
[Dense(16), Tanh]
[Dense(1)]
[MeanSquaredError]
[Differentiable]
public sealed partial class ArmModel;
