using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace GeminiTuning;

/// <summary>The two hashes of a content, computed while it's read or written.</summary>
sealed class ContentHash : IDisposable
{
    readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly IncrementalHash _md5 = CreateMd5();
    // A call of the cryptographic library takes about as long as the hash of a short line.
    readonly byte[] _pending = new byte[16 * 1024];
    int _count;

    /// <summary>The SHA-256 hash, in hexadecimal digits.</summary>
    public string Sha256
    {
        get
        {
            Flush();
            return Convert.ToHexString(_sha256.GetCurrentHash()).ToLowerInvariant();
        }
    }

    /// <summary>The MD5 hash in Base64, as in Cloud Storage.</summary>
    public string Md5
    {
        get
        {
            Flush();
            return Convert.ToBase64String(_md5.GetCurrentHash());
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
        _count = 0;
        _sha256.GetHashAndReset();
        _md5.GetHashAndReset();
    }

    public void Dispose()
    {
        _sha256.Dispose();
        _md5.Dispose();
    }

    void Flush()
    {
        AppendNow(_pending.AsSpan(0, _count));
        _count = 0;
    }

    void AppendNow(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _md5.AppendData(bytes);
    }

    [SuppressMessage("Security", "CA5351", Justification = "It is what Cloud Storage compares what has arrived with; nothing rests on its strength.")]
    static IncrementalHash CreateMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
