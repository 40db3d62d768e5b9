using System.Buffers.Binary;
using System.Numerics;

namespace Compiled.SameBits;

/// <summary>
/// SHA-256 (FIPS 180-4) in plain C#. The library's own needs OpenSSL on Linux, which a bare arm64 system under an emulator does not have.
/// </summary>
public sealed class Sha256
{
    private const int BlockSize = 64;

    private static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] _state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly byte[] _block = new byte[BlockSize];
    private readonly uint[] _schedule = new uint[BlockSize];
    private int _filled;
    private ulong _length;

    /// <summary>Adds bytes to what is hashed.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        foreach (var value in bytes)
            Add(value);
    }

    /// <summary>The hash of all bytes, in lower-case hexadecimal. Nothing can be appended after it.</summary>
    public string Finish()
    {
        var bits = _length * 8;
        Add(0x80);
        while (_filled != BlockSize - sizeof(ulong))
            Add(0);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        foreach (var value in length)
            Add(value);

        var hash = new byte[_state.Length * sizeof(uint)];
        for (var i = 0; i < _state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), _state[i]);
        return Convert.ToHexStringLower(hash);
    }

    private void Add(byte value)
    {
        _block[_filled++] = value;
        if (_filled == BlockSize)
            Compress();
    }

    private void Compress()
    {
        var w = _schedule;
        for (var i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(i * sizeof(uint)));
        for (var i = 16; i < w.Length; i++)
        {
            var low = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var high = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = unchecked(w[i - 16] + low + w[i - 7] + high);
        }

        var (a, b, c, d) = (_state[0], _state[1], _state[2], _state[3]);
        var (e, f, g, h) = (_state[4], _state[5], _state[6], _state[7]);
        for (var i = 0; i < w.Length; i++)
        {
            var sumE = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = unchecked(h + sumE + ((e & f) ^ (~e & g)) + RoundConstants[i] + w[i]);
            var sumA = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = unchecked(sumA + ((a & b) ^ (a & c) ^ (b & c)));
            (h, g, f, e) = (g, f, e, unchecked(d + first));
            (d, c, b, a) = (c, b, a, unchecked(first + second));
        }

        uint[] added = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < added.Length; i++)
            _state[i] = unchecked(_state[i] + added[i]);
        _filled = 0;
    }
}
