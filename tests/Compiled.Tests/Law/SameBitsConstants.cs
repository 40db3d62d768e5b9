namespace Compiled.Tests.Law;

/// <summary>
/// What the runs of Compiled.SameBits end with, on every machine. They change only when a kernel's order of operations, an initialiser or
/// a rule changes on purpose; <c>dotnet run -c Release --project tests/Compiled.SameBits -- 1000</c> (or 25) prints them.
/// </summary>
internal static class SameBitsConstants
{
    public static readonly IReadOnlyDictionary<string, string> AfterManySteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "",
        ["Classes573"] = "",
        ["Rectified71793"] = "",
        ["Labels362"] = "",
        ["Linear16161"] = "",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "",
        ["Classes573"] = "",
        ["Rectified71793"] = "",
        ["Labels362"] = "",
        ["Linear16161"] = "",
    };
}
