using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace GeminiTuning;

/// <summary>The hash and the checksum of a content, computed while it's read or written.</summary>
sealed class ContentHash : IDisposable
{
    readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    // A call of the cryptographic library takes about as long as the hash of a short line.
    readonly byte[] _pending = new byte[16 * 1024];
    int _count;
    uint _crc = uint.MaxValue;

    /// <summary>The SHA-256 hash, in hexadecimal digits.</summary>
    public string Sha256
    {
        get
        {
            Flush();
            return Convert.ToHexString(_sha256.GetCurrentHash()).ToLowerInvariant();
        }
    }

    /// <summary>The CRC32C checksum in Base64, as in Cloud Storage. Google recommends it for uploads: an MD5 hash takes ten times as long,
    /// and not every object has one.</summary>
    public string Crc32c
    {
        get
        {
            Flush();
            var bytes = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, ~_crc);
            return Convert.ToBase64String(bytes);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _pending.Length - _count)
            Flush();
        if (bytes.Length > _pending.Length)
        {
            AppendNow(bytes);
            return;
        }
        bytes.CopyTo(_pending.AsSpan(_count));
        _count += bytes.Length;
    }

    public void Reset()
    {
        (_count, _crc) = (0, uint.MaxValue);
        _sha256.GetHashAndReset();
    }

    public void Dispose() => _sha256.Dispose();

    void Flush()
    {
        AppendNow(_pending.AsSpan(0, _count));
        _count = 0;
    }

    void AppendNow(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            _crc = BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            _crc = BitOperations.Crc32C(_crc, one);
    }
}
