namespace Compiled;

/// <summary>
/// A rule under which a parameter of zero with a gradient of zero and a state of zeros keeps all of them: padding need not be updated at all. Others remember something
/// even then, such as Rprop its step size.
/// </summary>
internal interface IKeepsZeros;
