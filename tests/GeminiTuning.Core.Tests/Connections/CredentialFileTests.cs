namespace GeminiTuning.Tests.Connections;

/// <summary>A wrong file says what it is and what was expected.</summary>
public sealed class CredentialFileTests : IDisposable
{
    const string ClientSecret = """{"installed":{"client_id":"1.apps","client_secret":"word","auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token"}}""";
    const string User = """{"type":"authorized_user","client_id":"1.apps","client_secret":"word","refresh_token":"1//word"}""";
    const string Robot = """{"type":"service_account","client_email":"robot@example.com","private_key":"word"}""";

    readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(User, CredentialFileKind.AuthorizedUser)]
    [InlineData(Robot, CredentialFileKind.ServiceAccount)]
    [InlineData("""{"type":"external_account","audience":"a","subject_token_type":"b","token_url":"https://sts.googleapis.com/v1/token","credential_source":{"file":"t"}}""", CredentialFileKind.ExternalAccount)]
    [InlineData("""{"type":"impersonated_service_account","service_account_impersonation_url":"https://iamcredentials.googleapis.com/v1/x:generateAccessToken","source_credentials":{}}""", CredentialFileKind.ImpersonatedServiceAccount)]
    public void Each_kind_of_credential_is_known(string json, CredentialFileKind kind) =>
        Assert.Equal(kind, CredentialFile.ReadCredential(Write(json)).Kind);

    [Fact]
    public void A_client_secret_is_known() => Assert.Equal(CredentialFileKind.ClientSecret, CredentialFile.ReadClientSecret(Write(ClientSecret)).Kind);

    [Theory]
    [InlineData(ClientSecret, "is an OAuth client secret, which identifies an application and not a user. To sign in with it, use Connect-GeminiTuning -ClientSecretPath. Expected the JSON file of")]
    [InlineData("""{"type":"service_account","client_email":"robot@exam""", "isn't valid JSON (line 1). The file might be truncated.")]
    [InlineData("", "is empty")]
    [InlineData("client secret", "isn't valid JSON")]
    [InlineData("[1]", "is a JSON array, not a credential")]
    [InlineData("\"word\"", "is a JSON value, not a credential")]
    [InlineData("""{"name":"a-package","version":"1"}""", "is a JSON file, but not a Google credential")]
    [InlineData("""{"type":"gdch_service_account"}""", "is a credential of type 'gdch_service_account', which isn't supported")]
    [InlineData("""{"type":"authorized_user","client_id":"1.apps","client_secret":"word"}""", "is a user credential, but required fields are missing: 'refresh_token'.")]
    [InlineData("""{"type":"service_account","client_email":"","private_key":"word"}""", "is a service account key, but required fields are missing: 'client_email'.")]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"word","token_uri":"http://tokens.example/"}""", "The address in the field 'token_uri' of '")]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"word","token_uri":"ftp://127.0.0.1/"}""", "must use HTTPS or point to this computer, because a secret is sent to it.")]
    public void What_is_no_credential_says_what_it_is_and_never_what_is_in_it(string content, string says) =>
        Refused(() => CredentialFile.ReadCredential(Write(content)), says);

    [Theory]
    [InlineData(Robot, "is a service account key, not an OAuth client secret. To use it, use Connect-GeminiTuning -CredentialPath.")]
    [InlineData(User, "is a user credential, not an OAuth client secret")]
    [InlineData("""{"web":{"client_id":"1.apps","client_secret":"word"}}""", "is the client secret of a web application")]
    [InlineData("""{"installed":{"client_id":"1.apps"}}""", "is an OAuth client secret, but required fields are missing: 'client_secret'.")]
    [InlineData("""{"installed":{"client_id":"1.apps","client_secret":"word","auth_uri":"http://sign.in.example/"}}""", "The address in the field 'auth_uri' of '")]
    public void What_is_no_client_secret_says_what_it_is(string content, string says) =>
        Refused(() => CredentialFile.ReadClientSecret(Write(content)), says);

    [Fact]
    public void A_directory_says_that_it_is_one_and_what_was_expected()
    {
        Refused(() => CredentialFile.ReadCredential(_folder), "is a directory. Expected the JSON file of a service account key");
        Refused(() => CredentialFile.ReadClientSecret(_folder), "is a directory. Expected the client_secret.json file");
    }

    [Fact]
    public void A_file_that_is_not_there_says_so() => Refused(() => CredentialFile.ReadCredential(Path.Combine(_folder, "none")), "doesn't exist");

    [Fact]
    public void A_file_that_is_far_too_large_is_not_read() => Refused(() => CredentialFile.ReadCredential(Write(new string(' ', 2_000_000))), "is too large for a credential (2,000,000 bytes)");

    [Theory]
    [InlineData(User)]
    [InlineData(Robot)]
    public void A_byte_order_mark_of_utf8_is_passed_over(string json)
    {
        var path = Path.Combine(_folder, "file.json");
        File.WriteAllText(path, json, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        CredentialFile.ReadCredential(path);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public void A_file_in_utf16_says_so(string encoding, bool hasMark)
    {
        var utf16 = System.Text.Encoding.GetEncoding(encoding);
        var path = Path.Combine(_folder, "file.json");
        File.WriteAllBytes(path, [.. hasMark ? utf16.GetPreamble() : [], .. utf16.GetBytes(User)]);
        Refused(() => CredentialFile.ReadCredential(path), "is encoded in UTF-16. Save it in UTF-8.");
    }

    [Theory]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"word","universe_domain":"apis.example.goog"}""")]
    [InlineData("""{"type":"authorized_user","client_id":"1.apps","client_secret":"word","refresh_token":"1//word","universe_domain":"apis.example.goog"}""")]
    [InlineData("""{"type":"external_account","audience":"a","subject_token_type":"b","token_url":"https://sts.googleapis.com/v1/token","credential_source":{"file":"t"},"universe_domain":"apis.example.goog"}""")]
    [InlineData("""{"type":"impersonated_service_account","service_account_impersonation_url":"https://iamcredentials.googleapis.com/v1/x","source_credentials":{"universe_domain":"apis.example.goog"}}""")]
    public void A_credential_of_another_universe_is_refused(string json) =>
        Refused(() => CredentialFile.ReadCredential(Write(json)), "is for the universe domain 'apis.example.goog'. Only googleapis.com is supported");

    [Fact]
    public void A_credential_that_names_googles_universe_is_taken() =>
        CredentialFile.ReadCredential(Write("""{"type":"service_account","client_email":"a@b","private_key":"word","universe_domain":"googleapis.com"}"""));

    [Theory]
    [InlineData("executable", """{"executable":{"command":"/bin/word"}}""")]
    [InlineData("certificate", """{"certificate":{"use_default_certificate_config":true}}""")]
    public void A_federation_whose_source_is_not_supported_says_which(string source, string json) => Refused(
        () => CredentialFile.ReadCredential(Write($$"""{"type":"external_account","audience":"a","subject_token_type":"b","token_url":"https://sts.googleapis.com/v1/token","credential_source":{{json}} }""")),
        $"gets its token from '{source}' (credential_source), which isn't supported.");

    [Fact]
    public void Nothing_that_is_in_it_is_printed_or_serialized()
    {
        var file = CredentialFile.ReadCredential(Write(User));

        Assert.DoesNotContain("word", System.Text.Json.JsonSerializer.Serialize(file), StringComparison.Ordinal);
        Assert.DoesNotContain("word", file.ToString(), StringComparison.Ordinal);
    }

    static void Refused(Action read, string says)
    {
        var refused = Assert.Throws<CredentialFileException>(read);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", refused.ToString(), StringComparison.Ordinal);
    }

    string Write(string content)
    {
        var path = Path.Combine(_folder, "file.json");
        File.WriteAllText(path, content);
        return path;
    }
}
