using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Numerics;

/// <summary>tanh on [0, 9.02] as sixteen polynomials of degree 5 in r = x − c, one column a bucket.</summary>
/// <remarks>
/// Bucket k holds the x whose 1 + <see cref="Scale"/>·x lies in the k-th quarter octave from 1 to 16; a column's place is the low four bits of
/// <see cref="ILanes{TSelf}.QuarterOctave"/>, so the buckets stand from column 12 on, around the end. Minimax in the relative error (Lawson's
/// iteration in 40 digits, coefficients rounded to float one after another and the rest fitted again): at most 0.41 · 2⁻²⁴ before the rounding
/// of the evaluation. Bucket 0 is odd: x + C3·x³ + C5·x⁵ keeps the relative error down to the smallest denormal.
/// </remarks>
internal static class TanhTable
{
    /// <summary>Maps [0, 9.06) to four octaves, [1, 16).</summary>
    public const float Scale = 1.65625f;

    /// <summary>From here on tanh rounds to 1: tanh(x) &gt; 1 − 2⁻²⁵.</summary>
    public const float Limit = 9.0109129f;

    /// <summary>Floats from one row to the next. The first row holds the centres, row k + 1 the coefficients of rᵏ.</summary>
    public const int Columns = 16;

    /// <summary>The first row.</summary>
    public static ref readonly float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref MemoryMarshal.GetReference(Rows);
    }

    // Read-only data of the assembly: its address is a constant to the JIT, so that a row is one memory operand.
    private static ReadOnlySpan<float> Rows =>
    [
        // The centre c of each bucket: a float whose tanh is nearly a float, so that C0 hides no error.
        0.756117523f, 1.05745149f, 1.36158633f, 1.66384161f, 2.12146258f, 2.71897149f, 3.31449008f, 3.92814016f,
        4.84448767f, 6.01768923f, 7.2191925f, 8.40161514f, 0f, 0.226617858f, 0.379348576f, 0.529923439f,
        // C0 = tanh(c).
        0.638784409f, 0.784686506f, 0.876760483f, 0.930732787f, 0.971675873f, 0.991340816f, 0.997360468f, 0.999225676f,
        0.999876082f, 0.999988139f, 0.999998927f, 0.999999881f, 0f, 0.222816557f, 0.362141609f, 0.485322565f,
        // C1.
        0.591954529f, 0.384267062f, 0.231291026f, 0.133736476f, 0.0558459945f, 0.0172434077f, 0.00527209369f, 0.00154805195f,
        0.000247863296f, 2.37219192e-05f, 2.14548027e-06f, 2.01611329e-07f, 1f, 0.950352788f, 0.86885345f, 0.764461994f,
        // C2.
        -0.378131241f, -0.301533461f, -0.202789426f, -0.124473631f, -0.054262381f, -0.0170920379f, -0.00525741093f, -0.001546602f,
        -0.000247139978f, -2.36592441e-05f, -2.13912404e-06f, 2.3497519e-07f, 0f, -0.211753443f, -0.314647168f, -0.371010274f,
        // C3.
        0.0442120619f, 0.108522438f, 0.100706786f, 0.0712745711f, 0.0341126285f, 0.0111966711f, 0.0034871141f, 0.00102934171f,
        0.000164343393f, 1.58145776e-05f, 1.43163356e-06f, 6.26525463e-08f, -0.333321422f, -0.269607037f, -0.175673306f, -0.0747577548f,
        // C4.
        0.0977849141f, 0.0159655716f, -0.0203310419f, -0.024740262f, -0.015124362f, -0.0054753786f, -0.00175235071f, -0.000521840644f,
        -8.82465902e-05f, -8.45350041e-06f, -7.66247808e-07f, -1.37915185e-06f, 0f, 0.130137742f, 0.167985201f, 0.159649536f,
        // C5.
        -0.0630433559f, -0.0399149358f, -0.010747619f, 0.0021653783f, 0.0044695274f, 0.00203288649f, 0.000677105098f, 0.000208801444f,
        3.62600767e-05f, 3.24768553e-06f, 2.90546978e-07f, 4.6220967e-07f, 0.131638497f, 0.0825626999f, 0.0177818611f, -0.03551111f,
    ];
}
