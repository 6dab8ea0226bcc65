using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The checksums that Cloud Storage gives of an object, in Base64.</summary>
static class Checksums
{
    /// <summary>Reads a file once for both.</summary>
    public static (string Md5Hash, string Crc32c) Of(ContentFile content)
    {
        // MD5 guards nothing here: it is what the service's clients compare.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var crc = uint.MaxValue;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var stream = content.OpenRead();
            while (stream.Read(buffer) is > 0 and var read)
            {
                md5.AppendData(buffer, 0, read);
                crc = Append(crc, buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~crc);
        return (Convert.ToBase64String(md5.GetHashAndReset()), Convert.ToBase64String(bytes));
    }

    static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}
