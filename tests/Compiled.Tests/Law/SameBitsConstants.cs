namespace Compiled.Tests.Law;

/// <summary>
/// What the runs of Compiled.SameBits end with, on every machine. They change only when a kernel's order of operations, an initialiser or
/// a rule changes on purpose; <c>dotnet run -c Release --project tests/Compiled.SameBits -- 1000</c> (or 25) prints them.
/// </summary>
internal static class SameBitsConstants
{
    public static readonly IReadOnlyDictionary<string, string> AfterManySteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "d151e8ce36bb508a656697363da416eec494fbd31b423ed0f6ba317ccc89bf96",
        ["Classes573"] = "f955572ae73153d47b15bf776723f3c0db79feb04c68fe727da955e5a6f50488",
        ["Rectified71793"] = "9647d00f746d3cf13cdab36d48f736f2330b0b6dfe8083dd02c9d8e2d9c7f9dd",
        ["Labels362"] = "cc73a886b3ae6bc384ef3ee043748e4751f00197efb75080beebe79342934a67",
        ["Linear16161"] = "25465e5cd6654ac2cb2f2fc866f1c5211386f7cac7cd3ab6b6a6e6fc3cd699b9",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "3eb25a90c053e2bf65fe7b4f6de513cf6842104d569bb0bf3d1ee55a6e6cf846",
        ["Classes573"] = "ea816c4c623c36732db02503e38d6858f4624b9cbb1351cc98c071e3dede1a8e",
        ["Rectified71793"] = "5c5b9d088c165baa557cdbbfdd9fbf15ac98adbeab9af593bfcce31e1709d033",
        ["Labels362"] = "7a3469c79b78f8ef4b651c2671cc967f175885609d671a8c3a1f6f1a7d9f30c0",
        ["Linear16161"] = "ae68eb279b82d8fba409bdfa4b70ad36f62dda0dec3330253c22a565db107078",
    };
}
