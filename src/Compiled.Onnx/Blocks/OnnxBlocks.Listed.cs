// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.
namespace Compiled.Blocks;

internal static partial class OnnxBlocks
{
    private static OnnxBlock[] Listed =>
    [
        new OnnxDense(),
        new OnnxRelu(),
        new OnnxLeakyRelu(),
        new OnnxPRelu(),
        new OnnxElu(),
        new OnnxSelu(),
        new OnnxHardTanh(),
        new OnnxRelu6(),
        new OnnxCelu(),
        new OnnxThreshold(),
        new OnnxGelu(),
        new OnnxSilu(),
        new OnnxMish(),
        new OnnxSoftplus(),
        new OnnxHardSwish(),
        new OnnxLogSigmoid(),
        new OnnxSigmoid(),
        new OnnxTanh(),
        new OnnxSoftsign(),
        new OnnxHardSigmoid(),
        new OnnxSmoothClip(),
        new OnnxIdentity(),
        new OnnxHardshrink(),
        new OnnxSoftshrink(),
        new OnnxTanhshrink(),
        new OnnxSoftmax(),
        new OnnxLogSoftmax(),
        new OnnxLayerNorm(),
        new OnnxBatchNorm(),
        new OnnxRmsNorm(),
        new OnnxScale(),
        new OnnxDropout(),
        new OnnxGaussianNoise(),
        new OnnxStandardize(),
        new OnnxStandardizeTargets(),
    ];
}
