using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>A call of what only a network with a loss has.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="LastBlock">The last block of the network without a loss; null where it is not known.</param>
internal sealed record TrainingCall(Problem Problem, AttributeData? LastBlock);
