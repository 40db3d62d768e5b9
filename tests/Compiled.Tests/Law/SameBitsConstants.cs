namespace Compiled.Tests.Law;

/// <summary>
/// What the runs of Compiled.SameBits end with, on every machine. They change only when a kernel's order of operations, an initialiser or
/// a rule changes on purpose; <c>dotnet run -c Release --project tests/Compiled.SameBits -- 1000</c> (or 25) prints them.
/// </summary>
internal static class SameBitsConstants
{
    public static readonly IReadOnlyDictionary<string, string> AfterManySteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "17e58187ffc6d2416f136ed933075ca6db846346dbfe40bfbbfcd977af4de34a",
        ["Classes573"] = "2942f3fc3d380a9c4acfbf3afbadf1f81af60b354c38fb0149e9884602188b05",
        ["Rectified71793"] = "9597ea51e61ebc4f31788b48cc50b5375fd09ebd00c0403a56d0f92152e5e0a0",
        ["Labels362"] = "dc9b95ec2601f33efa11e58df1c02e84f55b4e80dcd02d5c69e7316448d6f578",
        ["Linear16161"] = "584a1b992f2897d3e0566734847d1b8c876d746cf2edadc485cc4c80bea924dc",
        ["Residual562"] = "503c329bebecb8974e612eec9997335afefe2d0829fc22da8c3ffb723679aaad",
        ["Heads521"] = "d0b421ae82378d488eb104a5441d8f329f0bae482eee0ae3e1ad932097ff62db",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "e8f959a3da122a11d83be57579c7a2c8840e6289b324ab8b93cff84fcf8f32aa",
        ["Classes573"] = "38f4cf57e556f4accef29e13d93571d9654dfd0cd0f1dd1398320201122ec5ee",
        ["Rectified71793"] = "5aeac4d887b19f54d422c937acabfc4da5c28b81a6b80a4a2a01230f3ba34c5a",
        ["Labels362"] = "7d62b97e9807b64c679538d740efec0829c59252ec93acf5aec77377d3690e19",
        ["Linear16161"] = "51219e4c1f7145b3081c9cbec9642f2bab09a955209ddd5137d8f6dba1f1e258",
        ["Residual562"] = "24c9e4983c7fe6fb3ae8eedf60fc509ba30929378f693fe784caf8fa4b92750b",
        ["Heads521"] = "880c16c57dd8e2aba44582752749ee8411eb0a0ee7ae7739b9fb5c6b1600616e",
    };
}
