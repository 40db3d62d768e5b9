namespace Embedded;

/// <summary>One image of each digit: 64 pixels, row by row, a character a pixel, from 0 to g (16).</summary>
internal static class Images
{
    public const int Count = 10;

    private static ReadOnlySpan<byte> Pixels =>
        """
        000cb100003gda0000891c0002g90a5004g8078001g30a70008d9g60001agd10
        000fb000006gg20000agg10002ggg30007gge000003fa000000f7000000e4000
        001fd2000008ea0000005f1000002g5000008f10003add00008ggc40001dfeg7
        00bfga0008g8fg00056ag800004gb100002f90000009g2000008g50000dgf000
        005g100000cc000002f8065009g6cg9007gggf10003ag600001ea000005g2000
        00cggf3004gg62100eg4000009gg5000007f8000000cb000005g700000ef0000
        00087000002g6000005g200000bfc90000bgd98000bg2890003g5ca00006ge20
        02dgf2000fe7g5000a12g400001bgf8000fgd82000ae000000ba000000f30000
        000ag700002f4e20000d8g00000age10008gg70001f68c0001d5c900001bf600
        00029d6000bf89a003ga4d5001fgff7000001e100000b6000001d00000054000
        """u8;

    /// <summary>Writes the pixels of one digit as floats from 0 to 16.</summary>
    public static void Read(int digit, Span<float> image)
    {
        // Each line ends with one line break.
        var line = Pixels.Slice(digit * (DigitNet.InputSize + 1), DigitNet.InputSize);
        for (var pixel = 0; pixel < image.Length; pixel++)
            image[pixel] = line[pixel] <= '9' ? line[pixel] - '0' : line[pixel] - 'a' + 10;
    }
}
