namespace GeminiTuning.Emulator.Files;

/// <summary>Writes a file so that, whenever the process ends, it is there as a whole or as it was before.</summary>
static class AtomicFile
{
    /// <summary>How the names of files end that were not finished.</summary>
    public const string Unfinished = ".tmp";

    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + Unfinished;
        try
        {
            using (var stream = File.Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
