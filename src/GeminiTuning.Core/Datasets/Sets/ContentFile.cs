namespace GeminiTuning;

/// <summary>A file to upload. Its hash is known, so that the uploaded object can be named after its content.</summary>
abstract class ContentFile : IDisposable
{
    private protected ContentHash Hash { get; } = new();

    /// <summary>The number of bytes.</summary>
    public long Length { get; private protected set; }

    /// <summary>The SHA-256 hash of the content, in hexadecimal digits.</summary>
    public string Sha256 => Hash.Sha256;

    /// <summary>The CRC32C checksum of the content in Base64, as in Cloud Storage.</summary>
    public string Crc32c => Hash.Crc32c;

    /// <summary>Returns the content from its beginning. Only one such stream can be used at a time, and the caller must not close it.</summary>
    public abstract Stream Read();

    public void Dispose()
    {
        Hash.Dispose();
        Close();
    }

    private protected abstract void Close();
}
