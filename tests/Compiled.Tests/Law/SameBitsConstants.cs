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
        ["Minimized573"] = "018dc36d19404dffaf0368bd50d1cb0f611b6461da2a497001dbe3a695ae07ad",
        ["Norms57193"] = "76b79239017b15e75edd22ccdc3044a4e366fdd6e66ca4c659df135fe431a7fe",
        ["Noisy573"] = "6107ea83e9d17bbb8b544876dd6e8275c019552068380592ad2483e8bd2b799d",
        ["Normed562"] = "ec598591845ba2e92bc4b70fa5283e8356da20be1f84e4080e07489f91f6ac88",
        ["Derived3327173"] = "fe7be67b7446e1deb1521766b7d4fc966240721d9d583444b0b735b42bcab6ec",
        ["Linear16161"] = "584a1b992f2897d3e0566734847d1b8c876d746cf2edadc485cc4c80bea924dc",
        ["Smooth"] = "58be5789854154d4d58efb3407f96c57b2111ba8109a15325c32bf1b8d4b2677",
        ["Pieces"] = "fabdaef5818d99217ce8fe79c8a49825ca5157565d11d4bc8c8d23570b2ac339",
        ["Shrunk"] = "3809132de1d957ca35cd8cfa94ba8cdf81a3f8addd9c20056b3dae50a34641a0",
        ["Scaled"] = "2803d3a0542be6088a3229e9d4f44d3a0791a2e18ca8ae20cd3872348c535236",
        ["Quantiles"] = "67dea90bea6bcae82b5a9ec7ecd9824301ab6f599b17473ca44226a32dfaab60",
        ["Rates"] = "172ab55adb1e7645719b7796d7fed2e902865b407797309244d89ebec1e37a97",
        ["Margins"] = "d46b7edc61c0878a2436bdbce0e8fcec3cfecb8a183ed9c2e24f76ed366fc9fe",
        ["Smoothed"] = "54437dbb5689401843494d0cee79367d47a823abadfec3ffc5f1f97e38ab8727",
        ["Divergences"] = "521ec26ac0e9f61520e57e7d66886cd303aa230a40b35935546bf663204e59db",
        ["Tuned"] = "12a64e91701ad72b011e40d1942b6c223de02d30862abc8ee1db92f6973eb56e",
        ["Adagrad"] = "768fe2863dd79c8138e809196c5c81ad137bfbcfd45fb91c19d7191ac16bf985",
        ["RmsProp"] = "256681d94437a4b17a9df740719c2a682751d27c8b915924a1d742d86afcee60",
        ["AdaDelta"] = "38e2895dfd4dfb7ec1b76f37bc6ed5f07ca53052078b0bf5d4ca6304ea46f8c7",
        ["Adamax"] = "dc30fdea4103b8b631eb097bfb5e2890f20bc47281caf747c7d8d8afcff7f3b6",
        ["NAdam"] = "c611761622ddeafefd1fe8f02d0bfbc15ff6278d6baec8d87016fa13fab1387d",
        ["RAdam"] = "4e0efb540ae7aff4f1ad782f801655f7012490983c4683b39d18008a069b86f1",
        ["Rprop"] = "4a09812e104821a9d2c4d92a714eb458b3d042c5d2b00b3a85c796a3d097af31",
        ["AmsGrad"] = "32221f511631ffde094a5be1df4f6c330cc25dba01f2aa837d5827b3bb24e1b0",
        ["Residual562"] = "503c329bebecb8974e612eec9997335afefe2d0829fc22da8c3ffb723679aaad",
        ["Heads521"] = "d0b421ae82378d488eb104a5441d8f329f0bae482eee0ae3e1ad932097ff62db",
        ["Targets5617"] = "a4dac5fbae51ad103fd7525b095139a670be2f64fd0dd1d8febdbcee42beaaef",
    };

    public static readonly IReadOnlyDictionary<string, string> AfterFewSteps = new Dictionary<string, string>
    {
        ["Sigmoids231"] = "e8f959a3da122a11d83be57579c7a2c8840e6289b324ab8b93cff84fcf8f32aa",
        ["Classes573"] = "38f4cf57e556f4accef29e13d93571d9654dfd0cd0f1dd1398320201122ec5ee",
        ["Rectified71793"] = "5aeac4d887b19f54d422c937acabfc4da5c28b81a6b80a4a2a01230f3ba34c5a",
        ["Labels362"] = "7d62b97e9807b64c679538d740efec0829c59252ec93acf5aec77377d3690e19",
        ["Minimized573"] = "e8bd0798d7c46700735776324f6780fa2d767658cb2826baedc3f21cfb50c115",
        ["Norms57193"] = "a4e66071fb88730d7acdaac2d1b7a9fe28d448c64d88cbb3d0a4c759d6eab344",
        ["Noisy573"] = "3c568eb9e110c02e30ccd03b74922d5b65630e88b59bab3932aba079be33acb3",
        ["Normed562"] = "a6ab5ff169968b97eb8c83b7e664ecedc86dbcd1751a75da5d71dcbbe3357a88",
        ["Derived3327173"] = "ad2b28ebcf4e7b5e5bd36036aba2357cb5f7bce9c606d33a87f19cbed7f09964",
        ["Linear16161"] = "51219e4c1f7145b3081c9cbec9642f2bab09a955209ddd5137d8f6dba1f1e258",
        ["Smooth"] = "4d49df3bbb3ba774cc66e673d3a122d6f4d560f1d02d7a210b7b580f3601903e",
        ["Pieces"] = "2caf15286edfa5f6b3db09461a0594e27bb5616a0f341545bffeb3586be60254",
        ["Shrunk"] = "7075d734efdbe27ead46be8906597f4f1a07534d3b3422e8762af2509a8816b9",
        ["Scaled"] = "cda820fa971345cc632b152f8ce6db78974668c7ebe6e11307a60b161ad2d691",
        ["Quantiles"] = "00a018f3db61ae4ad731d3e69b2d54bd3af716c314ad58d99c7177ac2de6b607",
        ["Rates"] = "c2ac6f2db798d80a54fe16a7021a2070f5544a067128dd5d0203adefe0270bc0",
        ["Margins"] = "db79ff788eb227daa3907677796f1bb5a2bf16842afa7d3459d1fddd5763666e",
        ["Smoothed"] = "31bf9364f42b62e1c111d18cf43af8ec66567b9d6b4787f9601342421f5ddb0c",
        ["Divergences"] = "9baba043377b083f3e896ab9af8fad1251f39a5ef089672bd8bf0b7bc01130aa",
        ["Tuned"] = "57f5b896bb0b261762f20b1ca09f801f38176c355fd15041fdb8ac022e737ca3",
        ["Adagrad"] = "8a5e1b9688b666542a0cfc5494b945fef134e6cfcd5708e2149b7041fc3f98d6",
        ["RmsProp"] = "07ff31d8c606a3378bc852a3c95a204ae78c677faf57a982a6ab89fc31c9c9bd",
        ["AdaDelta"] = "811f4ffca48d161573688fd700af8a29abd67700dae02dbd64ee7882d6b3e23b",
        ["Adamax"] = "ea33e483edc59cdd49443ebdfc2d480625575db4b34b1457321b46f3e3f076ff",
        ["NAdam"] = "6ae23c4a7a8ba332dca462183357dcccdb45960e28ea264688916cfd569b8dd4",
        ["RAdam"] = "50b4cf64b783bd991e3a631ca78ef8d1d409d820c309e2be34e6fced35d323ac",
        ["Rprop"] = "4951d606e686722540e30282000e5dbd158f54ce3b92965c66c06ca5326af594",
        ["AmsGrad"] = "96330c89633096008559b6391975c1b69a17af3276c02ec01d4b543ef3e6fde1",
        ["Residual562"] = "24c9e4983c7fe6fb3ae8eedf60fc509ba30929378f693fe784caf8fa4b92750b",
        ["Heads521"] = "880c16c57dd8e2aba44582752749ee8411eb0a0ee7ae7739b9fb5c6b1600616e",
        ["Targets5617"] = "235513fcaa5766fd581cd54f39e94dc050a17ec810e556f7262be1be6dbde66d",
    };
}
