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
        ["Classes573"] = "a5b5552268f891221a445b18f0b7e6fff9f56eb5dc1bbf21b9d7267686bd9a37",
        ["Rectified71793"] = "9597ea51e61ebc4f31788b48cc50b5375fd09ebd00c0403a56d0f92152e5e0a0",
        ["Labels362"] = "22651f34e6f99c5fed1594b099b47c5bca04b23aa87f31c7fce28de00ce6c737",
        ["Minimized573"] = "891b3b1dfd15dc6c9dbc08d35ccf4ba0a9069c97c0a97a2c5781020bff53bcc3",
        ["Norms57193"] = "76b79239017b15e75edd22ccdc3044a4e366fdd6e66ca4c659df135fe431a7fe",
        ["Noisy573"] = "a9863a2a1763626e31210593b92c54e95aa7fc7f04633e28ae03fd52ef82a8b4",
        ["Factors562"] = "c20344052125dce37598810186d8461bf91a98a6a4b3fdca1348cb7a85094fe8",
        ["Normed562"] = "ec598591845ba2e92bc4b70fa5283e8356da20be1f84e4080e07489f91f6ac88",
        ["Derived3327173"] = "5c4a99d420baaac62c097c765a9b17d1fd9468fe0cb8b434ea0ed8c2a023fe7d",
        ["Linear16161"] = "584a1b992f2897d3e0566734847d1b8c876d746cf2edadc485cc4c80bea924dc",
        ["Smooth"] = "58be5789854154d4d58efb3407f96c57b2111ba8109a15325c32bf1b8d4b2677",
        ["Pieces"] = "fabdaef5818d99217ce8fe79c8a49825ca5157565d11d4bc8c8d23570b2ac339",
        ["Shrunk"] = "1e42911909be0bbc3de1ae202abd307ba9b5c098c17526c8dd8d2d656ad46cfe",
        ["Scaled"] = "a687ba095712a640cbeb4c410799da6800262a4ad6924269d8c8272d7a8af0f5",
        ["Quantiles"] = "8fb4bec2dd5725013cd022e1aed8a92445c94c9659cb7ee93e8de42c59f7fd15",
        ["Rates"] = "0d6e28429ca98fe74dca3511d84dd69b790c3354b5819f454420969a3ea9415c",
        ["Margins"] = "1bbfbca181af858e756eef597940fb8a245b392890ad62583de01d732d0d42d8",
        ["Smoothed"] = "d1a8061673ac69966295f8e8118a19473317c4af1175388cde5f93723155b479",
        ["Divergences"] = "7d2cf71c5f5fbea7a83fe316213df7f033f3ff4c4fcb993bcf8093f9f666d395",
        ["Tuned"] = "deb587aec5612e72b2551e8e430e3b481647f905cb5f78f7dd30f9a8db07bec1",
        ["Adagrad"] = "768fe2863dd79c8138e809196c5c81ad137bfbcfd45fb91c19d7191ac16bf985",
        ["RmsProp"] = "256681d94437a4b17a9df740719c2a682751d27c8b915924a1d742d86afcee60",
        ["AdaDelta"] = "38e2895dfd4dfb7ec1b76f37bc6ed5f07ca53052078b0bf5d4ca6304ea46f8c7",
        ["Adamax"] = "dc30fdea4103b8b631eb097bfb5e2890f20bc47281caf747c7d8d8afcff7f3b6",
        ["NAdam"] = "c611761622ddeafefd1fe8f02d0bfbc15ff6278d6baec8d87016fa13fab1387d",
        ["RAdam"] = "4e0efb540ae7aff4f1ad782f801655f7012490983c4683b39d18008a069b86f1",
        ["Rprop"] = "4a09812e104821a9d2c4d92a714eb458b3d042c5d2b00b3a85c796a3d097af31",
        ["AmsGrad"] = "32221f511631ffde094a5be1df4f6c330cc25dba01f2aa837d5827b3bb24e1b0",
        ["Residual562"] = "a9d83deb103d4592773db41d3b1a857692e1a606120faa11ebcc4d61d2be62de",
        ["Heads521"] = "5b28a52162d18edc57c2ab5258dbab4a800a63aaaa3c70c785da476d311a1c7a",
        ["Targets5617"] = "525ff157427873a5ea4fbc6550aa096bbc96af2bc99feeb62fa6b4792820d077",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "e8f959a3da122a11d83be57579c7a2c8840e6289b324ab8b93cff84fcf8f32aa",
        ["Classes573"] = "9e1e6b52f71562b47423b2a1c0dfdac19e9f01e87b1d964f74b78047fcd48184",
        ["Rectified71793"] = "5aeac4d887b19f54d422c937acabfc4da5c28b81a6b80a4a2a01230f3ba34c5a",
        ["Labels362"] = "8806ab9299aeda7fbb20bee744b354e9628703eb76ca68db495f78f88e953024",
        ["Minimized573"] = "1f7a95c7c1ca8bf6e335e1e75c81ad009e9e34b2094d580e36ca6de525e86345",
        ["Norms57193"] = "a4e66071fb88730d7acdaac2d1b7a9fe28d448c64d88cbb3d0a4c759d6eab344",
        ["Noisy573"] = "7ced5756264af265747fda15d79b4bb4b51149561012fa83a446a767b64ab687",
        ["Factors562"] = "76b1da918531a68d21052d31dba326d002cf9891f211a543b00d447aac310391",
        ["Normed562"] = "a6ab5ff169968b97eb8c83b7e664ecedc86dbcd1751a75da5d71dcbbe3357a88",
        ["Derived3327173"] = "724709604df7d51ecaf5be627cf664447385d8598dd9407ae071aa283069d574",
        ["Linear16161"] = "51219e4c1f7145b3081c9cbec9642f2bab09a955209ddd5137d8f6dba1f1e258",
        ["Smooth"] = "4d49df3bbb3ba774cc66e673d3a122d6f4d560f1d02d7a210b7b580f3601903e",
        ["Pieces"] = "2caf15286edfa5f6b3db09461a0594e27bb5616a0f341545bffeb3586be60254",
        ["Shrunk"] = "f242092bf25ee25c3db64ce205c3da7c42ca1e08375831e77019d151f34a8438",
        ["Scaled"] = "a54eeb2919b5e898598f851d0ff07e64a905866213b69790a7a4bd5d9103e91d",
        ["Quantiles"] = "5b07794117fb3d67601e69213f3046a9e5150fdc34e1df1a30b3cd7e3e4059b8",
        ["Rates"] = "fe2bb006d012d982b4bcc43030be8241d8b02164fca41470922a9449fb4f5624",
        ["Margins"] = "ee8d56d576cfe848c7c258176ae136acb91b19a718c9b824ced32c884e2f1a7f",
        ["Smoothed"] = "6dc1c2ae04ca12f31bf1ce52106b9c885a2aa59adad915004dc8ca27a0ac379d",
        ["Divergences"] = "2f8e3d368622900baa30835f91d97fd7e9fcc7e8d5b522b42c1205cf00cf1122",
        ["Tuned"] = "31c8f88d3f80f4f2e21f1b0f74d3379b76f4871c9420579e5e9e865d08b0bcf6",
        ["Adagrad"] = "8a5e1b9688b666542a0cfc5494b945fef134e6cfcd5708e2149b7041fc3f98d6",
        ["RmsProp"] = "07ff31d8c606a3378bc852a3c95a204ae78c677faf57a982a6ab89fc31c9c9bd",
        ["AdaDelta"] = "811f4ffca48d161573688fd700af8a29abd67700dae02dbd64ee7882d6b3e23b",
        ["Adamax"] = "ea33e483edc59cdd49443ebdfc2d480625575db4b34b1457321b46f3e3f076ff",
        ["NAdam"] = "6ae23c4a7a8ba332dca462183357dcccdb45960e28ea264688916cfd569b8dd4",
        ["RAdam"] = "50b4cf64b783bd991e3a631ca78ef8d1d409d820c309e2be34e6fced35d323ac",
        ["Rprop"] = "4951d606e686722540e30282000e5dbd158f54ce3b92965c66c06ca5326af594",
        ["AmsGrad"] = "96330c89633096008559b6391975c1b69a17af3276c02ec01d4b543ef3e6fde1",
        ["Residual562"] = "69b687f7d244c049a16eab1870a45d7020b17741e4cba65a611b5d49a5f8d833",
        ["Heads521"] = "61a2a4035dc1530a0976142be57bb1e106e104458a957ad4788d0348c3e0d0a6",
        ["Targets5617"] = "c3df3d637e59214055109dfd8650ef527a888f40fd8dbdfa9cffc1efa8239675",
    };
}
