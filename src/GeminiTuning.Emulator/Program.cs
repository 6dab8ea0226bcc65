using System.Runtime.InteropServices;

namespace GeminiTuning.Emulator;

/// <summary>The emulator as a program of its own.</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        if (!CommandLine.TryParse(arguments, out var options, out var message))
            return Tell(Console.Error, message, exitCode: 2);
        if (options is null)
            return Tell(Console.Out, message, exitCode: 0);

        try
        {
            await using var emulator = TuningEmulator.Start(options);
            Tell(Console.Out, CommandLine.Greeting(emulator), exitCode: 0);
            await StopSignal().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            return Tell(Console.Error, e.Message, exitCode: 1);
        }

        return Tell(Console.Out, "Stopped.", exitCode: 0);
    }

    static async Task StopSignal()
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        await stop.Task.ConfigureAwait(false);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    static int Tell(TextWriter writer, string message, int exitCode)
    {
        writer.WriteLine(message);
        return exitCode;
    }
}
