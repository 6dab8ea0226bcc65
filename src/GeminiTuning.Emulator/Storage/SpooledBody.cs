using System.Runtime.ExceptionServices;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A body in a file of its own, which is taken when the request is carried out, and deleted otherwise.</summary>
sealed class SpooledBody(string path) : IBodySink
{
    readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.Write);
    Exception? _fault;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> piece)
    {
        try
        {
            if (_fault is null)
                _stream.Write(piece);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _fault = e;
        }
    }

    /// <inheritdoc/>
    public void CutOff()
    {
    }

    /// <summary>The file with the whole body.</summary>
    public string Take()
    {
        if (_fault is not null)
            ExceptionDispatchInfo.Throw(_fault);
        _stream.Dispose();
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // What was left of it could not be written; it is not wanted any more.
        }

        File.Delete(path);
    }
}
