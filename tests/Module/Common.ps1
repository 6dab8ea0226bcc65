# Dot-sourced by each test file: the module under test, and what several files need.
$script:Repository = (Resolve-Path "$PSScriptRoot/../..").Path
$script:ModulePath = if ($env:GEMINITUNING_MODULE) { $env:GEMINITUNING_MODULE } else { "$Repository/out/GeminiTuning" }
$script:NumberCsv = "$Repository/docs/examples/number-generator.csv"
Import-Module $ModulePath -ErrorAction Stop
# Where its files are: an installed module has a folder for each version.
$script:ModuleFolder = (Get-Module GeminiTuning).ModuleBase
# A test that gets no answer fails soon.
$PSDefaultParameterValues['Connect-GeminiTuning:TimeoutSec'] = 20
$PSDefaultParameterValues['Connect-GeminiTuning:MaximumRetryCount'] = 1
# What is "at once": half of what the shortest wait here would take, so that it holds on a busy machine too.
$script:AtOnceSec = 10

# An emulator that trains as fast as it can, and the session connected to it.
function Connect-FastEmulator([double] $TuningDurationSec = 0, [string] $DataPath) {
    Stop-TuningEmulator
    $null = if ($DataPath) { Start-TuningEmulator -TuningDurationSec $TuningDurationSec -DataPath $DataPath } else { Start-TuningEmulator -TuningDurationSec $TuningDurationSec }
    Connect-GeminiTuning -Emulator
}

# An emulator, and the session connected to its Vertex AI.
function Connect-FastVertex([double] $TuningDurationSec = 0, [string[]] $Fault, [string] $DataPath) {
    Stop-TuningEmulator
    $arguments = @{ TuningDurationSec = $TuningDurationSec }
    if ($Fault) { $arguments.Fault = $Fault }
    if ($DataPath) { $arguments.DataPath = $DataPath }
    $script:Emulator = Start-TuningEmulator @arguments
    Connect-GeminiTuning -Emulator -Vertex -RetryIntervalSec 1
}

function Get-VertexModel([string] $DisplayName = 'test', [int] $EpochCount = 3) {
    Get-Example | New-TunedModel -DisplayName $DisplayName -EpochCount $EpochCount | Wait-TuningOperation
}

# What lies in the emulator's bucket.
function Get-Stored([string] $Uri) {
    $bucket, $name = ($Uri -replace '^gs://') -split '/', 2
    Invoke-RestMethod "$($Emulator.Endpoint)storage/v1/b/$bucket/o/$([uri]::EscapeDataString($name))?alt=media"
}

function Get-Example([int] $Count = 20) {
    1..$Count | ForEach-Object { [pscustomobject]@{ text_input = "$_"; output = "$($_ + 1)" } }
}

function Get-TestModel([string] $DisplayName = 'test', [int] $EpochCount = 1) {
    Get-Example | New-TunedModel -DisplayName $DisplayName -EpochCount $EpochCount -BatchSize 4 | Wait-TuningOperation
}

# A port for a program that a test starts. It's outside the range from which systems assign ports to connections and to servers
# that ask for any port, so that nothing else takes it before the program does.
function Get-FreePort {
    foreach ($attempt in 1..100) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, (Get-Random -Minimum 20000 -Maximum 32000))
        try {
            $probe.Start()
            return $probe.LocalEndpoint.Port
        } catch [Net.Sockets.SocketException] { Write-Debug "Attempt ${attempt}: $_" } finally { $probe.Stop() }
    }
    throw 'No free port was found.'
}

# A server of our own on loopback: it answers what the script block gives for each request (method, path with query,
# body), and keeps what it was asked. What it gives is JSON, or @{ Status; Body; DelayMs }.
function Open-Recorder([scriptblock] $Answer = { '{}' }) {
    $port = Get-FreePort
    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$port/")
    $listener.Start()
    $requests = [Collections.Concurrent.ConcurrentQueue[object]]::new()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($listener, $requests, $answerText)
            $answer = [scriptblock]::Create($answerText)
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { break }
                $request = [pscustomobject]@{
                    Method  = $context.Request.HttpMethod
                    Path    = $context.Request.RawUrl
                    Headers = $context.Request.Headers
                    Body    = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
                    Number  = $requests.Count + 1
                }
                $requests.Enqueue($request)
                $reply = try { & $answer $request } catch { @{ Status = 418; Body = "The test's answer failed: $_ $($_.ScriptStackTrace)" } }
                if ($reply -is [string]) { $reply = @{ Body = $reply } }
                if ($reply.DelayMs) { Start-Sleep -Milliseconds $reply.DelayMs }
                try {
                    $context.Response.StatusCode = if ($reply.Status) { $reply.Status } else { 200 }
                    $context.Response.ContentType = if ($reply.Type) { $reply.Type } else { 'application/json' }
                    $bytes = [Text.Encoding]::UTF8.GetBytes($reply.Body)
                    # With its length, the response is one packet, for whose parts the client doesn't wait.
                    $context.Response.Close($bytes, $true)
                } catch { Write-Debug "The client went away: $_" }
            }
        }).AddArgument($listener).AddArgument($requests).AddArgument("$Answer")
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Endpoint = "http://127.0.0.1:$port/"; Requests = $requests; Listener = $listener; Shell = $shell }
}

# The answer of a service to each create: an operation that tunes a model of the ID that was sent.
$script:CreateAnswer = { '{"name":"tunedModels/' + ($args[0].Path -replace '^.*tunedModelId=') + '/operations/y"}' }

function Close-Recorder($Recorder) {
    $Recorder.Listener.Abort()
    $Recorder.Shell.Dispose()
}

# Runs a script in a fresh PowerShell and gives its output. It is started by its name, here and elsewhere: where PowerShell
# is a .NET tool, the program of this process is dotnet.
function Invoke-FreshShell([string] $Script, [hashtable] $Environment = @{}) {
    $saved = @{}
    foreach ($name in $Environment.Keys) {
        $saved[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }
    try {
        pwsh -NoProfile -NonInteractive -Command "`$ProgressPreference = 'SilentlyContinue'; `$PSStyle.OutputRendering = 'PlainText'; Import-Module '$ModulePath'; $Script" 2>&1
    } finally {
        foreach ($name in $saved.Keys) { [Environment]::SetEnvironmentVariable($name, $saved[$name]) }
    }
}

# The newest build of one of the tests' own assemblies.
function Get-TestAssembly([string] $Name) {
    Get-ChildItem "$Repository/tests/$Name/bin" -Recurse -Filter "$Name.dll" | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
}

# Google's sign-in on loopback: the token endpoint and all else, and a service that takes its tokens.
function Open-Google {
    Add-Type -Path (Get-TestAssembly LoopbackGoogle)
    [GeminiTuning.Testing.GoogleServer]::new([TimeProvider]::System)
}

# Stands in for the browser and the person before it: opens the address, and follows where it leads. Not on Windows.
function Use-Browser([string] $Folder, [string] $Body = "exec pwsh -NoProfile -Command `"\`$null = Invoke-WebRequest '`$1'`"") {
    $env:BROWSER = Join-Path $Folder 'browser.sh'
    Set-Content $env:BROWSER "#!/bin/sh`n$Body"
    [IO.File]::SetUnixFileMode($env:BROWSER, 'UserRead, UserWrite, UserExecute')
}

function ConvertTo-Secret([string] $Text) {
    $secret = [securestring]::new()
    $Text.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $secret
}
