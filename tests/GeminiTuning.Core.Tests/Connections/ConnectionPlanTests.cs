using System.Text.RegularExpressions;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Connections;

/// <summary>What a connection uses, and where it was found. The tables of about_GeminiTuning_Authentication are the cases: each
/// test has what its row says and all that the rows below it say.</summary>
public sealed partial class ConnectionPlanTests : IDisposable
{
    const string User = """{"type":"authorized_user","client_id":"1.apps","client_secret":"word","refresh_token":"1//word","quota_project_id":"file-quota"}""";
    const string Robot = """{"type":"service_account","client_email":"robot@example.com","private_key":"word","project_id":"robots"}""";
    const string ClientSecret = """{"installed":{"client_id":"1.apps","client_secret":"word","project_id":"of-the-application"}}""";
    const string Here = "http://127.0.0.1:8085/";

    static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "about_GeminiTuning_Authentication.md"));

    readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
    readonly Dictionary<string, string> _variables = [];
    bool _hasMetadataServer;
    int _asked;

    public ConnectionPlanTests()
    {
        _variables["CLOUDSDK_CONFIG"] = Path.Combine(_folder, "gcloud");
        _variables["GEMINITUNING_CONFIG"] = Path.Combine(_folder, "own");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static readonly string[] s_credentials = Names(NumberedRow(), 11);

    public static TheoryData<int, string> CredentialRows => Rows(s_credentials);

    public static TheoryData<int, string> ServiceRows => Rows(Names(LetteredRow(), 5));

    public static TheoryData<int, string> ProjectRows => Rows(Names(ProjectRow(), 5));

    [Theory]
    [MemberData(nameof(CredentialRows))]
    public void The_credential_is_the_one_of_the_first_row_that_is_there(int row, string name)
    {
        PutThere(s_credentials[(row - 1)..]);
        if (name.StartsWith("GOOGLE_VERTEX", StringComparison.Ordinal))
            UseVertex();
        switch (name)
        {
            case "-Connection of a command": // no plan is made
                break;
            case "Connect-GeminiTuning with a credential":
                Assert.All(Asked(), named => Assert.Equal(named.Name, Plan(named.Asked)!.CredentialFrom));
                break;
            case "none":
                Assert.Null(Plan());
                UseVertex();
                Assert.Null(Plan());
                break;
            default:
                Assert.Equal(name, Plan()!.CredentialFrom);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(CredentialRows))]
    public void On_vertex_ai_the_credential_is_the_same_but_for_keys(int row, string name)
    {
        if (row is < 7 or 11)
            return;
        PutThere("GOOGLE_API_KEY", "GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL on this computer");
        PutThere(s_credentials[(row - 1)..]);
        UseVertex();

        Assert.Equal(name, Plan()!.CredentialFrom);
        Assert.Equal("https://us-central1-aiplatform.googleapis.com/", Plan()!.Endpoint.Value.AbsoluteUri);
    }

    [Theory]
    [MemberData(nameof(ServiceRows))]
    public void The_service_is_the_one_of_the_first_row_that_is_there(int row, string name)
    {
        _variables["GOOGLE_VERTEX_BASE_URL"] = Here;
        _variables["GOOGLE_GEMINI_BASE_URL"] = Here;
        if (row <= 4)
            _variables["GOOGLE_GENAI_USE_VERTEXAI"] = row is 3 ? "false" : "true";
        if (row <= 3)
            _variables["GOOGLE_GENAI_USE_ENTERPRISE"] = "true";
        var key = row is 2 ? new ApiKeyCredential("key") : null;
        Chosen<ServiceName> Service(bool? isVertex = null) => Plan(new ConnectionRequest { ApiKey = key, Vertex = isVertex })!.Service;

        Assert.Equal(name, Service(row is 1 ? false : null).From);
        Assert.Equal(row is 3 or 4 ? VertexOptions.ServiceName : GeminiApiOptions.ServiceName, Service(row is 1 ? false : null).Value);
        if (row is 1)
            Assert.Equal(new Chosen<ServiceName>(VertexOptions.ServiceName, name), Service(true));
    }

    [Theory]
    [InlineData("true", "false", true)]
    [InlineData("0", "1", false)]
    public void Variables_that_contradict_each_other_are_warned_of_where_they_choose_the_service(string enterprise, string vertex, bool isVertex)
    {
        UseVertex();
        _variables["GOOGLE_VERTEX_BASE_URL"] = Here;
        _variables["GOOGLE_GEMINI_BASE_URL"] = Here;
        _variables["GOOGLE_GENAI_USE_ENTERPRISE"] = enterprise;
        _variables["GOOGLE_GENAI_USE_VERTEXAI"] = vertex;

        Assert.Equal(isVertex ? VertexOptions.ServiceName : GeminiApiOptions.ServiceName, Plan()!.Service.Value);
        Assert.Equal(isVertex, ConnectionPlan.MeansVertex(new ConnectionRequest(), new EnvironmentSettings(name => _variables.GetValueOrDefault(name))));
        Assert.Contains("GOOGLE_GENAI_USE_ENTERPRISE takes precedence", Plan()!.Warning, StringComparison.Ordinal);
        Assert.Null(Plan(new ConnectionRequest { Vertex = true })!.Warning);
        Assert.Null(Plan(new ConnectionRequest { ApiKey = new ApiKeyCredential("key") })!.Warning);
        _variables["GOOGLE_GENAI_USE_VERTEXAI"] = enterprise;
        Assert.Null(Plan()!.Warning);
    }

    [Theory]
    [MemberData(nameof(ProjectRows))]
    public void The_project_that_is_billed_is_the_one_of_the_first_row_that_is_there(int row, string name)
    {
        _variables["GOOGLE_APPLICATION_CREDENTIALS"] = Write("user.json", User);
        if (row <= 3)
            _variables["GOOGLE_CLOUD_QUOTA_PROJECT"] = "GOOGLE_CLOUD_QUOTA_PROJECT";
        if (row <= 4)
            _variables["GOOGLE_CLOUD_PROJECT"] = "GOOGLE_CLOUD_PROJECT";
        var asked = new ConnectionRequest { QuotaProject = row <= 1 ? "-QuotaProject" : null, Project = row <= 2 ? "-Project" : null };

        Assert.Equal(new Chosen<string>(row == 5 ? "file-quota" : name, name), Plan(asked)!.QuotaProject);
    }

    [Theory]
    [InlineData("-Project", "asked", "GOOGLE_CLOUD_PROJECT", "variable", "robots", "asked")]
    [InlineData("GOOGLE_CLOUD_PROJECT", null, "GOOGLE_CLOUD_PROJECT", "variable", "robots", "variable")]
    [InlineData("project_id", null, "GOOGLE_CLOUD_PROJECT", null, "robots", "robots")]
    [InlineData("GOOGLE_CLOUD_QUOTA_PROJECT", null, "GOOGLE_CLOUD_QUOTA_PROJECT", "billed", null, "billed")]
    public void On_vertex_ai_the_project_is_named_or_the_credentials_own(string from, string? asked, string variable, string? value, string? ofFile, string project)
    {
        if (value is not null)
            _variables[variable] = value;
        _variables["GOOGLE_APPLICATION_CREDENTIALS"] = Write("robot.json", ofFile is null ? Robot.Replace("project_id", "other", StringComparison.Ordinal) : Robot);

        var plan = Plan(new ConnectionRequest { Vertex = true, Location = "us-central1", Project = asked })!;

        Assert.Equal(new Chosen<string>(project, from), plan.Project);
        // It is billed without being named for it; the header needs another permission.
        Assert.Equal(from == "GOOGLE_CLOUD_QUOTA_PROJECT" ? "billed" : null, plan.QuotaProject?.Value);
    }

    [Fact]
    public void The_project_of_a_client_secret_is_the_applications()
    {
        var asked = new ConnectionRequest { Vertex = true, Location = "us-central1", ClientSecret = CredentialFile.ReadClientSecret(Write("client.json", ClientSecret)) };
        Assert.Contains("-Project", Assert.Throws<TuningArgumentException>(() => Plan(asked)).Message, StringComparison.Ordinal);
        Assert.NotNull(Plan(asked with { Project = "p" })!.ClientSecret);
    }

    [Fact]
    public void On_this_machine_vertex_ai_needs_no_more_than_an_address()
    {
        var plan = Plan(new ConnectionRequest { Vertex = true, Endpoint = new Uri(Here) })!;

        Assert.Equal(("emulator", "us-central1", "gs://emulator"), (plan.Project!.Value, plan.Location!.Value, plan.Bucket!.Value.ToString()));
        Assert.Equal(("the emulator", "the emulator", "the emulator"), (plan.Project.From, plan.Location.From, plan.Bucket.From));
        Assert.Equal((Here, "-Endpoint on this computer"), (plan.StorageEndpoint!.Value.AbsoluteUri, plan.CredentialFrom));
    }

    [Fact]
    public void On_vertex_ai_each_setting_is_asked_for_or_a_variables()
    {
        UseVertex();
        PutThere("GOOGLE_APPLICATION_CREDENTIALS");
        _variables["GEMINITUNING_BUCKET"] = "of-the-variable";
        var plan = Plan()!;
        Assert.Equal(("GOOGLE_CLOUD_LOCATION", "GEMINITUNING_BUCKET", "Google"), (plan.Location!.From, plan.Bucket!.From, plan.Endpoint.From));

        var asked = Plan(new ConnectionRequest { Location = "europe-west4", Bucket = "gs://asked/folder", Endpoint = new Uri("https://vertex.example/") })!;
        Assert.Equal(("-Location", "-Bucket", "-Endpoint"), (asked.Location!.From, asked.Bucket!.From, asked.Endpoint.From));
        Assert.Equal("gs://asked/folder", asked.OptionsWith(new NoCredential()).Service.Place!.Bucket!.ToString());
        // An emulator of Cloud Storage is for an emulator of Vertex AI.
        _variables["STORAGE_EMULATOR_HOST"] = "127.0.0.1:4443";
        Assert.Equal("https://storage.googleapis.com/", Plan()!.StorageEndpoint!.Value.AbsoluteUri);
        _variables["GOOGLE_VERTEX_BASE_URL"] = Here;
        Assert.Equal(new Chosen<Uri>(new Uri("http://127.0.0.1:4443/"), "STORAGE_EMULATOR_HOST"), Plan()!.StorageEndpoint);
    }

    [Fact]
    public void The_emulator_is_started_only_where_nothing_is_refused()
    {
        var started = 0;
        var asked = new ConnectionRequest { Emulator = () => new Uri($"http://127.0.0.1:{8000 + ++started}/") };
        Assert.Throws<TuningArgumentException>(() => Plan(asked with { Bucket = "b" }));
        Assert.Equal(0, started);

        _variables["GOOGLE_GEMINI_BASE_URL"] = "nonsense";
        var plan = Plan(asked)!;
        Assert.Equal(("-Emulator", "http://127.0.0.1:8001/"), (plan.CredentialFrom, plan.Endpoint.Value.AbsoluteUri));
    }

    [Theory]
    [InlineData("-Emulator", "-Endpoint")]
    [InlineData("-Emulator", "-QuotaProject")]
    [InlineData("-Emulator", "-ImpersonateServiceAccount")]
    [InlineData("-AccessToken", "-ImpersonateServiceAccount")]
    [InlineData("-ApiKey", "-Project")]
    [InlineData("-ApiKey", "-QuotaProject")]
    [InlineData("-ApiKey", "-Location")]
    [InlineData("-ApiKey", "-Bucket")]
    public void What_does_not_go_together_is_refused_by_both_names(string way, string other)
    {
        var asked = Asked().Single(named => named.Name == way).Asked;
        asked = other switch
        {
            "-Endpoint" => asked with { Endpoint = new Uri(Here) },
            "-QuotaProject" => asked with { QuotaProject = "p" },
            "-ImpersonateServiceAccount" => asked with { ImpersonateServiceAccount = "a@b" },
            "-Project" => asked with { Project = "p" },
            "-Location" => asked with { Location = "us-central1" },
            _ => asked with { Bucket = "b" },
        };
        Assert.Equal($"{other} can't be combined with {way}.", Assert.Throws<TuningArgumentException>(() => Plan(asked)).Message);
    }

    [Fact]
    public void A_key_is_never_for_vertex_ai()
    {
        UseVertex();
        Assert.All(Asked().Where(named => named.Name is not ("-Emulator" or "-ApiKey")), named =>
            Assert.Contains("support -ApiKey", Assert.Throws<TuningArgumentException>(() => Plan(named.Asked with { ApiKey = new ApiKeyCredential("key") })).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Beside_another_credential_a_key_asks_models()
    {
        var token = Plan(new ConnectionRequest { AccessToken = new AccessTokenCredential("token"), ApiKey = new ApiKeyCredential("key"), QuotaProject = "billed" })!;
        var options = token.OptionsWith(token.CreateCredential(null!));
        Assert.Equal(("access token, API key to ask models", "billed"), (options.Credential.Kind, options.Credential.Project));
    }

    [Fact]
    public void An_address_elsewhere_gets_the_credential_that_is_there_or_none()
    {
        var asked = new ConnectionRequest { Endpoint = new Uri("https://gemini.example/") };
        Assert.Equal("-Endpoint", Plan(asked)!.CredentialFrom);
        Assert.Equal("none", Plan(asked)!.CreateCredential(null!).Kind);
        PutThere("gcloud's Application Default Credentials");
        Assert.Equal("gcloud's Application Default Credentials", Plan(asked)!.CredentialFrom);
    }

    [Fact]
    public void The_metadata_server_is_asked_only_where_nothing_else_is_there()
    {
        PutThere("the metadata server");
        PutThere("GOOGLE_APPLICATION_CREDENTIALS");
        Plan();
        Assert.Equal(0, _asked);

        _variables.Remove("GOOGLE_APPLICATION_CREDENTIALS");
        Plan();
        Assert.Equal(1, _asked);

        _variables["NO_GCE_CHECK"] = "true";
        Assert.Null(Plan());
        Assert.Equal(1, _asked);
    }

    // Each way to sign in, by the parameter that names it.
    IEnumerable<(string Name, ConnectionRequest Asked)> Asked() =>
    [
        ("-Emulator", new ConnectionRequest { Emulator = () => new Uri(Here) }),
        ("-ApiKey", new ConnectionRequest { ApiKey = new ApiKeyCredential("key") }),
        ("-AccessToken", new ConnectionRequest { AccessToken = new AccessTokenCredential("token") }),
        ("-ClientSecretPath", new ConnectionRequest { ClientSecret = CredentialFile.ReadClientSecret(Write("client.json", ClientSecret)) }),
        ("-CredentialPath", new ConnectionRequest { CredentialFile = CredentialFile.ReadCredential(Write("asked.json", User)) }),
        ("-MetadataServer", new ConnectionRequest { MetadataServer = true }),
        ("GOOGLE_APPLICATION_CREDENTIALS", new ConnectionRequest { ApplicationDefault = true }),
        ("GOOGLE_APPLICATION_CREDENTIALS", new ConnectionRequest { ImpersonateServiceAccount = "a@b" }),
    ];

    void PutThere(params string[] names)
    {
        foreach (var name in names)
            PutThere(name);
    }

    void PutThere(string name)
    {
        switch (name)
        {
            case "GOOGLE_API_KEY" or "GEMINI_API_KEY":
                _variables[name] = "key";
                break;
            case "GOOGLE_GEMINI_BASE_URL on this computer" or "GOOGLE_VERTEX_BASE_URL on this computer":
                _variables[name.Split(' ')[0]] = Here;
                break;
            case "GOOGLE_APPLICATION_CREDENTIALS":
                _variables[name] = Write("named.json", User);
                break;
            case "a stored sign-in":
                Write("own/sign-ins/1.apps.json", User);
                break;
            case "gcloud's Application Default Credentials":
                Write("gcloud/application_default_credentials.json", User);
                break;
            case "the metadata server":
                _hasMetadataServer = true;
                break;
            default: // a command, or nothing
                break;
        }
    }

    void UseVertex()
    {
        _variables["GOOGLE_GENAI_USE_VERTEXAI"] = "true";
        _variables["GOOGLE_CLOUD_PROJECT"] = "my-project";
        _variables["GOOGLE_CLOUD_LOCATION"] = "us-central1";
    }

    ConnectionPlan? Plan(ConnectionRequest? asked = null) => ConnectionPlan.Make(asked ?? new ConnectionRequest(),
        ConnectionSources.OfMachine(new EnvironmentSettings(name => _variables.GetValueOrDefault(name)), _ => ++_asked > 0 && _hasMetadataServer));

    string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    static TheoryData<int, string> Rows(string[] names)
    {
        var rows = new TheoryData<int, string>();
        for (var row = 1; row <= names.Length; row++)
            rows.Add(row, names[row - 1]);
        return rows;
    }

    static string[] Names(Regex row, int count)
    {
        string[] names = [.. row.Matches(s_page).Select(match => match.Groups["name"].Value)];
        Assert.Equal(count, names.Length);
        return names;
    }

    [GeneratedRegex(@"^\d+ {2,3}(?<name>.+?)(?:  .*)$", RegexOptions.Multiline)]
    private static partial Regex NumberedRow();

    [GeneratedRegex(@"^[A-E]  (?<name>.+?)(?:  .*)$", RegexOptions.Multiline)]
    private static partial Regex LetteredRow();

    [GeneratedRegex(@"(?<=# PROJECTS\n(?:(?!^# ).*\n)*?```text\n(?:.+\n)*)^(?<name>\S+)  .*(?=\n)", RegexOptions.Multiline)]
    private static partial Regex ProjectRow();
}
