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
        new OnnxGelu(),
        new OnnxSilu(),
        new OnnxMish(),
        new OnnxSoftplus(),
        new OnnxHardSwish(),
        new OnnxSigmoid(),
        new OnnxTanh(),
        new OnnxSoftsign(),
        new OnnxHardSigmoid(),
        new OnnxIdentity(),
        new OnnxSoftmax(),
        new OnnxLogSoftmax(),
        new OnnxLayerNorm(),
        new OnnxBatchNorm(),
        new OnnxDropout(),
        new OnnxGaussianNoise(),
        new OnnxStandardize(),
        new OnnxStandardizeTargets(),
    ];
}
