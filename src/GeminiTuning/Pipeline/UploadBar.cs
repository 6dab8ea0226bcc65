namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of an upload; it is told from any thread.</summary>
/// <param name="command">The cmdlet that uploads.</param>
/// <param name="clock">The clock of its estimate.</param>
sealed class UploadBar(AsyncCommand command, TimeProvider clock) : IDisposable
{
    ProgressBar? _bar;
    bool _isEnded;

    public void Show(UploadProgress upload) => command.OnPipeline(() =>
    {
        if (_isEnded)
            return;
        _bar ??= new ProgressBar(command, Messages.ActivityUploading(upload.Uri), clock);
        _bar.Show(upload.Total == 0 ? 0 : 100.0 * upload.Sent / upload.Total, ProgressText.Of(upload));
    });

    public void Dispose()
    {
        _isEnded = true;
        _bar?.Dispose();
    }
}
