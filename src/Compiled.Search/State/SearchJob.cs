namespace Compiled;

/// <summary>One piece of work of a search: training a trial from one budget to the next. Immutable.</summary>
/// <param name="Index">The place in the order of decisions, from 0. A decision that finds nothing to do uses up a number.</param>
/// <param name="Trial">The trial, from 0.</param>
/// <param name="Rung">How often the trial was continued before: 0 for its first job.</param>
/// <param name="FromEpoch">The epochs done before this job.</param>
/// <param name="ToEpoch">The epochs done after it, unless training ends early.</param>
/// <param name="Parent">The job whose checkpoint it continues: of the same trial, or with population-based training of another one; null for a new network.</param>
/// <param name="Settings">The settings of the trial in this job.</param>
public sealed partial record SearchJob(int Index, int Trial, int Rung, int FromEpoch, int ToEpoch, int? Parent, TrialSettings Settings);
