namespace GeminiTuning;

/// <summary>A file on this computer that is uploaded as it is. It stays open from the first look at it to the end of the upload, and
/// the first time that it is read to its end, its hash is computed.</summary>
/// <param name="path">The file.</param>
/// <exception cref="IOException">The file can't be opened.</exception>
/// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
sealed class LocalContent(string path) : ContentFile
{
    readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);

    /// <summary>The size of the file, in bytes.</summary>
    public long FileLength => _file.Length;

    /// <summary>How much of the file has been read, in bytes.</summary>
    public long Position => _file.Position;

    /// <summary>The content from its beginning, hashed as it is read.</summary>
    public Stream ReadAndHash()
    {
        _file.Position = 0;
        Hash.Reset();
        Length = 0;
        return new HashedStream(this);
    }

    public override Stream Read()
    {
        _file.Position = 0;
        return _file;
    }

    private protected override void Close() => _file.Dispose();

    sealed class HashedStream(LocalContent content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = content._file.Read(buffer, offset, count);
            content.Hash.Append(buffer.AsSpan(offset, read));
            content.Length += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
