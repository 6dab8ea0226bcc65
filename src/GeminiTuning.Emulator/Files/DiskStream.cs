namespace GeminiTuning.Emulator.Files;

/// <summary>A file that is written. Each write is announced to the disk.</summary>
sealed class DiskStream(Disk disk, string path, FileMode mode) : FileStream(path, Options(mode))
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        disk.Before(DiskOperation.Write, Name);
        base.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        disk.Before(DiskOperation.Write, Name);
        base.SetLength(value);
    }

    /// <inheritdoc/>
    public override void Flush(bool flushToDisk)
    {
        disk.Before(DiskOperation.Flush, Name);
        base.Flush(flushToDisk);
    }

    static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (mode == FileMode.Create && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
