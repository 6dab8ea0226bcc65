namespace GeminiTuning.Tests;

public sealed class FilesInUseTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(unchecked((int)0x80070020))]
    [InlineData(unchecked((int)0x80070021))]
    [InlineData(unchecked((int)0x800704C8))]
    public void A_file_that_another_program_has_open_is_tried_again(int hresult)
    {
        var attempts = 0;
        Assert.Equal("done", FilesInUse.Repeat("f", () => ++attempts < 4 ? throw new IOException("It is open.", hresult) : "done"));
        Assert.Equal(4, attempts);
    }

    [Fact]
    public void One_that_stays_open_is_named_after_a_bounded_number_of_attempts()
    {
        var attempts = 0;
        var error = Assert.Throws<IOException>(() => FilesInUse.Repeat("the-file.json", () =>
        {
            attempts++;
            throw new IOException("It is open.", unchecked((int)0x80070020));
        }));
        Assert.Equal("The file 'the-file.json' can't be accessed. It is open.", error.Message);
        Assert.InRange(attempts, 2, 10);
    }

    [Fact]
    public void Other_faults_are_not_tried_again()
    {
        foreach (var fault in new Exception[] { new FileNotFoundException("f"), new IOException("f: no space is left"), new InvalidDataException("f") })
        {
            var attempts = 0;
            Assert.Same(fault, Assert.Throws(fault.GetType(), () => FilesInUse.Repeat("f", () =>
            {
                attempts++;
                throw fault;
            })));
            Assert.Equal(1, attempts);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_credential_file_is_read_once_another_program_has_closed_it(bool isStored)
    {
        var signIns = Path.Combine(_folder, "sign-ins");
        Directory.CreateDirectory(signIns);
        var path = Path.Combine(signIns, "id.json");
        await File.WriteAllTextAsync(path, """{"type": "authorized_user", "client_id": "id", "client_secret": "s", "refresh_token": "r"}""", TestContext.Current.CancellationToken);
        Task<CredentialFile?> read;
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            read = Task.Run(() => isStored ? new SignInStore(signIns).Latest() : CredentialFile.ReadCredential(path));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal("id", (await read)!.Text("client_id"));
    }
}
