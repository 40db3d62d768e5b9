namespace Compiled.Tests.Law;

/// <summary>
/// What the runs of Compiled.SameBits end with, on every machine. They change only when a kernel's order of operations, an initialiser or
/// a rule changes on purpose; <c>dotnet run -c Release --project tests/Compiled.SameBits -- 1000</c> (or 25) prints them.
/// </summary>
internal static class SameBitsConstants
{
    public static readonly IReadOnlyDictionary<string, string> AfterManySteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "f5c67f15804c0492c9bc2ce80fa533923e0d97af79306f5d7c8a3704f23c30cf",
        ["Classes573"] = "a5b5552268f891221a445b18f0b7e6fff9f56eb5dc1bbf21b9d7267686bd9a37",
        ["Rectified71793"] = "9597ea51e61ebc4f31788b48cc50b5375fd09ebd00c0403a56d0f92152e5e0a0",
        ["Labels362"] = "5b521cf4acb0eccb8734df255d9188caab4409a3bf2731cc399e3f2800a73b1f",
        ["Minimized573"] = "891b3b1dfd15dc6c9dbc08d35ccf4ba0a9069c97c0a97a2c5781020bff53bcc3",
        ["Norms57193"] = "76b79239017b15e75edd22ccdc3044a4e366fdd6e66ca4c659df135fe431a7fe",
        ["Noisy573"] = "a9863a2a1763626e31210593b92c54e95aa7fc7f04633e28ae03fd52ef82a8b4",
        ["Factors562"] = "c20344052125dce37598810186d8461bf91a98a6a4b3fdca1348cb7a85094fe8",
        ["Normed562"] = "ec598591845ba2e92bc4b70fa5283e8356da20be1f84e4080e07489f91f6ac88",
        ["Derived3327173"] = "487e1f84d3d8fe25be78646d660d67ab2311bbd28d8c7aacac1d285236b4e21b",
        ["Panels59130203"] = "19b9dc631edcb86b44a32a77ed39da406469f8e27fde541bc5a77281bdc64da3",
        ["Linear16161"] = "584a1b992f2897d3e0566734847d1b8c876d746cf2edadc485cc4c80bea924dc",
        ["Smooth"] = "58be5789854154d4d58efb3407f96c57b2111ba8109a15325c32bf1b8d4b2677",
        ["Pieces"] = "0ca7f2369508cd52ff0d75e8ccc8634fb96cc881b565d1c2769e1fdcd9482c1e",
        ["Shrunk"] = "7501e7c6fb687262bc0d4034b039585abf72a07b9d78231607cec73aa4af69ef",
        ["Scaled"] = "a687ba095712a640cbeb4c410799da6800262a4ad6924269d8c8272d7a8af0f5",
        ["Quantiles"] = "8fb4bec2dd5725013cd022e1aed8a92445c94c9659cb7ee93e8de42c59f7fd15",
        ["Rates"] = "0d6e28429ca98fe74dca3511d84dd69b790c3354b5819f454420969a3ea9415c",
        ["Margins"] = "1bbfbca181af858e756eef597940fb8a245b392890ad62583de01d732d0d42d8",
        ["Smoothed"] = "d1a8061673ac69966295f8e8118a19473317c4af1175388cde5f93723155b479",
        ["Divergences"] = "7d2cf71c5f5fbea7a83fe316213df7f033f3ff4c4fcb993bcf8093f9f666d395",
        ["Tuned"] = "deb587aec5612e72b2551e8e430e3b481647f905cb5f78f7dd30f9a8db07bec1",
        ["Adagrad"] = "4aeb9d02c968be3411b6ef19961b112ef01d30a762235c09ac6652be7c6acd6e",
        ["RmsProp"] = "5124b5e3a72828a9356f570856ef1c8d7c64c10a1a90279adc391b110cf69a28",
        ["AdaDelta"] = "67d426d629967449318cb4d5be8b2c5ad31e5e80aef0632331f1f54f2459aadf",
        ["Adamax"] = "86948a938cd889f77e1bfb0772ed86f842335c9275395080ee781cd02101f973",
        ["NAdam"] = "8fbc302dfb22541e3454e695ac4506d5d2488e65de308dd77b27b0bdda0b105a",
        ["RAdam"] = "e0c138ec6f683fb606ab1320c266e81d7e971f5b7b3ffaa885e7908ee4b54ca3",
        ["Rprop"] = "4a09812e104821a9d2c4d92a714eb458b3d042c5d2b00b3a85c796a3d097af31",
        ["AmsGrad"] = "16a2a647ca7310c6dd9fee43a4ed14bca9a379889c702bba504fb61d9417134c",
        ["Residual562"] = "a9d83deb103d4592773db41d3b1a857692e1a606120faa11ebcc4d61d2be62de",
        ["Heads521"] = "5b28a52162d18edc57c2ab5258dbab4a800a63aaaa3c70c785da476d311a1c7a",
        ["Targets5617"] = "525ff157427873a5ea4fbc6550aa096bbc96af2bc99feeb62fa6b4792820d077",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "eb87f76826edb7e21673dbb4879aabae02dfa6e54c9375cd86850bcddacdd9a1",
        ["Classes573"] = "9e1e6b52f71562b47423b2a1c0dfdac19e9f01e87b1d964f74b78047fcd48184",
        ["Rectified71793"] = "5aeac4d887b19f54d422c937acabfc4da5c28b81a6b80a4a2a01230f3ba34c5a",
        ["Labels362"] = "b294f7fee73429e9789dc3916526b008a77d32ccb12ef66f4e29118ff23ec79e",
        ["Minimized573"] = "1f7a95c7c1ca8bf6e335e1e75c81ad009e9e34b2094d580e36ca6de525e86345",
        ["Norms57193"] = "a4e66071fb88730d7acdaac2d1b7a9fe28d448c64d88cbb3d0a4c759d6eab344",
        ["Noisy573"] = "7ced5756264af265747fda15d79b4bb4b51149561012fa83a446a767b64ab687",
        ["Factors562"] = "76b1da918531a68d21052d31dba326d002cf9891f211a543b00d447aac310391",
        ["Normed562"] = "a6ab5ff169968b97eb8c83b7e664ecedc86dbcd1751a75da5d71dcbbe3357a88",
        ["Derived3327173"] = "91e54fe42c38ef7cabcd1fa1319171313c1682b2c64a1fbbb05d10453a2cb56d",
        ["Panels59130203"] = "b6952e1bec4fe00154a0010443832cd6c717b936f5d059bb3a5253394378abbf",
        ["Linear16161"] = "51219e4c1f7145b3081c9cbec9642f2bab09a955209ddd5137d8f6dba1f1e258",
        ["Smooth"] = "4d49df3bbb3ba774cc66e673d3a122d6f4d560f1d02d7a210b7b580f3601903e",
        ["Pieces"] = "8f08cfe453b6fb5d286f33495a83a0b05074a2e8b62fe9937b1236df2135fb04",
        ["Shrunk"] = "f242092bf25ee25c3db64ce205c3da7c42ca1e08375831e77019d151f34a8438",
        ["Scaled"] = "a54eeb2919b5e898598f851d0ff07e64a905866213b69790a7a4bd5d9103e91d",
        ["Quantiles"] = "5b07794117fb3d67601e69213f3046a9e5150fdc34e1df1a30b3cd7e3e4059b8",
        ["Rates"] = "fe2bb006d012d982b4bcc43030be8241d8b02164fca41470922a9449fb4f5624",
        ["Margins"] = "ee8d56d576cfe848c7c258176ae136acb91b19a718c9b824ced32c884e2f1a7f",
        ["Smoothed"] = "6dc1c2ae04ca12f31bf1ce52106b9c885a2aa59adad915004dc8ca27a0ac379d",
        ["Divergences"] = "2f8e3d368622900baa30835f91d97fd7e9fcc7e8d5b522b42c1205cf00cf1122",
        ["Tuned"] = "31c8f88d3f80f4f2e21f1b0f74d3379b76f4871c9420579e5e9e865d08b0bcf6",
        ["Adagrad"] = "ab73a843e8900c28f4e0cb476ac09fa6f1b0b79d49d55741de3f6ae7011edd37",
        ["RmsProp"] = "43282582e9d6295e5880aadfd7a3bac409a0cb0f24bd1be8ac64a84d7ffe3501",
        ["AdaDelta"] = "c97a4ec9658e91a2a6acf6342c4fcbe664a350fe831112605203c7bca76f96a5",
        ["Adamax"] = "ea33e483edc59cdd49443ebdfc2d480625575db4b34b1457321b46f3e3f076ff",
        ["NAdam"] = "67b4f42d7d8706c2b5cdddabf8fd7884f48e5288a2c1d4e88de172c70adff2f7",
        ["RAdam"] = "8d935d574fd19abdaec7a13d680351a4f26c2817644a788383cdb07a78d28565",
        ["Rprop"] = "2bb02764250bb068b9f0099e310bcd4a83466f5d566c3fc7d33b32100d4d0c56",
        ["AmsGrad"] = "ed1347df105c20eb7cc0f4b05d3cd9caed402918e7d684f5f69242044147f890",
        ["Residual562"] = "69b687f7d244c049a16eab1870a45d7020b17741e4cba65a611b5d49a5f8d833",
        ["Heads521"] = "61a2a4035dc1530a0976142be57bb1e106e104458a957ad4788d0348c3e0d0a6",
        ["Targets5617"] = "c3df3d637e59214055109dfd8650ef527a888f40fd8dbdfa9cffc1efa8239675",
    };
}
