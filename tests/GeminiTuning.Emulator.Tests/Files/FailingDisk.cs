using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Tests.Files;

/// <summary>How a disk fails.</summary>
public enum DiskFailure
{
    /// <summary>One operation fails.</summary>
    Once,

    /// <summary>Operations that need space fail from then on; deleting works.</summary>
    Full,

    /// <summary>Every operation fails from then on, as if the process was killed there.</summary>
    Killed,
}

/// <summary>A disk that fails at the n-th operation after it is armed.</summary>
sealed class FailingDisk : Disk
{
    readonly object _lock = new();
    DiskFailure _failure;
    DiskOperation? _only;
    int _left = int.MaxValue;

    /// <summary>Whether an operation has failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Lets the n-th operation from now on fail.</summary>
    /// <param name="number">Its number, counted from one.</param>
    /// <param name="failure">How it fails.</param>
    /// <param name="only">The kind of operation that counts; null for all.</param>
    public void Arm(int number, DiskFailure failure, DiskOperation? only = null)
    {
        lock (_lock)
            (_left, _failure, _only) = (number, failure, only);
    }

    /// <summary>Lets all operations succeed again.</summary>
    public void Mend()
    {
        lock (_lock)
            _left = int.MaxValue;
    }

    /// <inheritdoc/>
    public override void Before(DiskOperation operation, string path)
    {
        lock (_lock)
        {
            if (_left == int.MaxValue || (_only ?? operation) != operation || --_left > 0)
                return;
            if (_failure == DiskFailure.Once)
                _left = int.MaxValue;
            if (_failure == DiskFailure.Full && operation == DiskOperation.Delete)
                return;
            HasFailed = true;
        }

        throw new IOException($"No space left on device: {operation} {Path.GetFileName(path)}");
    }
}
