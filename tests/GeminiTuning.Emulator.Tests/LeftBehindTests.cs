using System.Diagnostics;
using System.Runtime.Versioning;
using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Tests;

/// <summary>Without a data path, nothing that a client sent outlives the emulator. With one, files are for their owner only.</summary>
public sealed class LeftBehindTests : IDisposable
{
    const string Secret = "TRAINING-DATA";
    const string Upload = "upload/storage/v1/b/my-bucket/o?uploadType=media&name=x";

    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    readonly string _temporary = Directory.CreateTempSubdirectory("emulator-").FullName;

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public async Task A_signal_that_ends_the_program_leaves_no_file(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        Assert.SkipWhen(IsIgnored(signal), $"This process was started with SIG{signal} ignored, and so is every program that it starts.");
        using var program = await StartAsync();
        Assert.NotEmpty(Stored());
        using (var kill = Process.Start("kill", ["-s", signal, $"{program.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await EndAsync(program);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary));
    }

    [Fact]
    public async Task What_a_killed_program_left_is_deleted_at_the_next_start_and_what_a_running_one_has_is_not()
    {
        using var killed = await StartAsync();
        killed.Kill();
        await EndAsync(killed);
        var left = Stored();
        Assert.NotEmpty(left);
        var mine = Directory.CreateDirectory(Path.Combine(_temporary, "gemini-tuning-emulator-mine")).FullName;

        using var running = await StartAsync();
        Assert.All(left, file => Assert.False(File.Exists(file)));
        var kept = Stored();
        using var third = await StartAsync();
        Assert.All(kept, file => Assert.True(File.Exists(file)));
        Assert.True(Directory.Exists(mine));
        running.Kill();
        third.Kill();
        await EndAsync(running);
        await EndAsync(third);
    }

    [Fact]
    public void The_end_of_the_process_and_the_end_of_the_emulator_delete_the_folder_once()
    {
        var temporary = new TemporaryFolder(Disk.Real);
        var path = temporary.Folder.Path;
        Assert.True(Directory.Exists(path));
        TemporaryFolder.DeleteAbandoned();
        Assert.True(Directory.Exists(path));
        temporary.Dispose();
        temporary.Dispose();
        Assert.False(Directory.Exists(path));
        Assert.False(File.Exists(path + ".lock"));
        new TemporaryFolder(Disk.Real).Dispose();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_files_of_a_data_path_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, files have the permissions of their folder.");
        var path = Path.Combine(_temporary, "data");
        await using (var service = Service.Start(path))
            await FillAsync(service);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.True(Directory.GetFiles(path).Length > 5);
        Assert.All(Directory.GetFiles(path), AssertPrivate);

        // Files of earlier versions, and a file of somebody else.
        foreach (var file in Directory.GetFiles(path))
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var notes = Path.Combine(path, "notes.txt");
        await File.WriteAllTextAsync(notes, "x", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(notes, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await using (Service.Start(path))
            Assert.All(Directory.GetFiles(path).Where(f => f != notes && !f.EndsWith(".lock", StringComparison.Ordinal)), AssertPrivate);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.OtherRead, File.GetUnixFileMode(notes));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Temporary_files_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, files have the permissions of their folder.");
        using var program = await StartAsync();
        Assert.All(Stored(), AssertPrivate);
        Assert.All(Directory.GetFiles(_temporary), AssertPrivate);
        program.Kill();
        await EndAsync(program);
    }

    [UnsupportedOSPlatform("windows")]
    static void AssertPrivate(string file) => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

    static async Task FillAsync(Service service)
    {
        await service.TuneAsync();
        await new Vertex.VertexClient(service).TuneAsync();
        using var response = await service.SendAsync(HttpMethod.Post, Upload, Secret);
        Assert.Equal(200, (int)response.StatusCode);
    }

    // The folders of programs that were started here, without their locks.
    string[] Stored() => Directory.GetFiles(_temporary, "*", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f) != _temporary).ToArray();

    /// <summary>The emulator as a program, with an object and half an upload.</summary>
    async Task<Process> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TuningEmulator).Assembly.Location]) { RedirectStandardOutput = true };
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
            start.Environment[name] = _temporary;
        // The runtime's own files go elsewhere.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var program = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = await AddressAsync(program) };
        using var content = new StringContent(Secret);
        using var response = await client.PostAsync(new Uri(Upload, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        await Storage.Upload.PutAsync(client, await Storage.Upload.StartAsync(client, "y"), new byte[256 * 1024], $"bytes 0-{(256 * 1024) - 1}/*");
        return program;
    }

    static async Task<Uri> AddressAsync(Process program)
    {
        for (var line = ""; line is not null; line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_limit))
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[at..].Split(' ', 2)[0]);
        }

        throw new InvalidOperationException("The program has not started.");
    }

    // What nohup or a shell in the background ignores stays ignored in each program below it (signal(7)).
    static bool IsIgnored(string signal)
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return false;
        var mask = Convert.ToUInt64(File.ReadLines(Status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim(), 16);
        var number = signal switch { "HUP" => 1, "INT" => 2, "QUIT" => 3, _ => 15 };
        return (mask & (1UL << (number - 1))) != 0;
    }

    static Task EndAsync(Process program) => program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit);
}
