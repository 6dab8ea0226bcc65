<#
.SYNOPSIS
    Runs the Pester suite on the module and writes each test's result as JSON.
.DESCRIPTION
    The module is the one that was built, in out/GeminiTuning, or with -Installed the one that comes out of the package.
    Uses an installed Pester 5.5 or later, or else the one that building tests/GeminiTuning.Module.Tests leaves in
    out/modules. Tests that need a tool that this computer doesn't have are left out and reported as one result for each
    tool, which says how to get it.

    Several processes share the files, those first that took the longest when they last ran. One file alone runs in this process.
    The time of each file and of the slowest tests is printed at the end, and is part of the results.
    The exit code is 0 when the suite ran, whatever its results, and 3 if PowerShell is older than 7.4.
.EXAMPLE
    ./Invoke-Suite.ps1 -Name Views
.EXAMPLE
    ./Invoke-Suite.ps1 -Name Views, *Secrets
#>
[CmdletBinding()]
param(
    # The file for the results. By default, they are only printed.
    [string] $ResultPath,

    # The test files, by their names. Names can also be separated by commas in one string, as pwsh -File passes them.
    [string[]] $Name = '*',

    # The folder of the test files.
    [string] $Path = $PSScriptRoot,

    # Packs the module first, installs it from a folder, and runs on that copy.
    [switch] $Installed,

    # The number of processes that run files at the same time. Default: one more than the computer has processors, since tests of
    # time limits and retries wait for most of their time.
    [ValidateRange(1, 64)]
    [int] $ProcessCount = [Environment]::ProcessorCount + 1,

    # Keeps the time of each file for the order of the next run.
    [string] $TimesPath = (Join-Path $PSScriptRoot '../../out/test-times.json')
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($PSVersionTable.PSVersion -lt [version] '7.4') { exit 3 }
$runFile = Join-Path $PSScriptRoot 'Invoke-TestFile.ps1'

function Format-Skipped([int] $Count, [string] $Reason) {
    if ($Count -eq 1) { "1 test was skipped: $Reason" } else { "$Count tests were skipped: $Reason" }
}

function Read-Times {
    if (Test-Path $TimesPath) { Get-Content $TimesPath -Raw | ConvertFrom-Json -AsHashtable } else { @{} }
}

# What takes long comes first, so that no process works on it at the end while the others have nothing left to do. A file that has
# never run here comes before the others: it may take long. Among several of them, those that take long everywhere come first, in
# this order, and then the one with the most text.
function Get-TestFile([string[]] $Pattern) {
    $known = Read-Times
    $long = [Collections.Generic.List[string]] ('Faults', 'Scale', 'EchoedSecrets', 'Examples', 'Runbooks', 'ClosedLoop', 'Package', 'Quickstart', 'Picture', 'SignIn')
    $long.Reverse()
    Get-ChildItem $Path -Filter *.Tests.ps1 | Where-Object { $file = $_; $Pattern.Where({ $file.Name -like "$_.Tests.ps1" }) } |
        Sort-Object { $known[$_.Name -replace '\.Tests\.ps1$'] ?? [double]::MaxValue }, { $long.IndexOf($_.Name -replace '\.Tests\.ps1$') }, Length -Descending |
        ForEach-Object FullName
}

# Starts the running PowerShell once more. Its standard input is empty, so that nothing that a test starts waits for it.
function Start-Runner([string] $Folder) {
    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    # A folder for temporary files that goes with the run. Each emulator lists it, which takes long where other programs have left many.
    $start.Environment[$IsWindows ? 'TMP' : 'TMPDIR'] = (New-Item -ItemType Directory (Join-Path $Folder 'temporary') -Force).FullName
    if ((Split-Path $start.FileName -LeafBase) -eq 'dotnet') { $start.ArgumentList.Add((Join-Path $PSHOME 'pwsh.dll')) }
    '-NoProfile', '-NonInteractive', '-File', $runFile, '-Share', $Folder | ForEach-Object { $start.ArgumentList.Add($_) }
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    [pscustomobject]@{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync(); Fault = $process.StandardError.ReadToEndAsync() }
}

# The file that a process took and didn't finish.
function Find-Unfinished([string] $Folder, [int] $Id) {
    Get-ChildItem $Folder -Filter *.claim | Where-Object { (Get-Content $_ -Raw) -eq "$Id" -and -not (Test-Path ([IO.Path]::ChangeExtension($_, 'json'))) }
}

# A process that ends while it runs a file is one failed test, and another process goes on with the rest.
function Write-Loss([string] $Folder, $Runner) {
    $claim = Find-Unfinished $Folder $Runner.Process.Id
    $message = "The process that ran the file ended with exit code $($Runner.Process.ExitCode).`n$($Runner.Output.Result)$($Runner.Fault.Result)"
    if (-not $claim) { throw $message }
    $file = $claim.BaseName -replace '\.Tests$'
    $test = @{ Name = $file; Outcome = 'Failed'; Message = $message; Tag = @(); Seconds = 0 }
    ConvertTo-Json @{ Name = $file; Seconds = 0; Tests = @($test); Output = $message } -Depth 4 | Set-Content -LiteralPath ([IO.Path]::ChangeExtension($claim, 'json')) -Encoding utf8
}

# Prints each file's output as a whole, and returns its result.
function Read-Finished([string] $Folder, [Collections.Generic.HashSet[string]] $Known) {
    foreach ($file in Get-ChildItem $Folder -Filter *.Tests.json | Where-Object { $Known.Add($_.Name) } | Sort-Object LastWriteTime) {
        $result = Get-Content $file -Raw | ConvertFrom-Json
        Write-Host $result.Output
        $result
    }
}

function Invoke-Shared([string[]] $File, [string[]] $ExcludeTag) {
    $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "geminituning-$([IO.Path]::GetRandomFileName())")).FullName
    $runners = @()
    # Each process runs a method a few times: what the runtime counts for its optimizations takes longer than it saves.
    $counts, $env:DOTNET_TieredPGO = $env:DOTNET_TieredPGO, '0'
    try {
        ConvertTo-Json @{ Files = $File; ExcludeTag = $ExcludeTag } | Set-Content (Join-Path $folder 'plan.json')
        $runners = @(1..[math]::Min($ProcessCount, $File.Count) | ForEach-Object { Start-Runner $folder })
        $known = [Collections.Generic.HashSet[string]]::new()
        while ($runners) {
            Start-Sleep -Milliseconds 200
            $runners = @(foreach ($runner in $runners) {
                    if (-not $runner.Process.HasExited) { $runner; continue }
                    if ($runner.Process.ExitCode) {
                        Write-Loss $folder $runner
                        Start-Runner $folder
                    }
                })
            Read-Finished $folder $known
        }
    } finally {
        $env:DOTNET_TieredPGO = $counts
        $runners.ForEach({ $_.Process.Kill($true) })
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

# The files of this run replace what is known of them.
function Save-Times($Run) {
    $known = Read-Times
    foreach ($file in $Run) { $known[$file.Name] = $file.Seconds }
    $null = New-Item -ItemType Directory (Split-Path $TimesPath) -Force
    ConvertTo-Json $known | Set-Content -LiteralPath $TimesPath -Encoding utf8
}

function Format-Times($Run) {
    $Run | Sort-Object Seconds -Descending | Format-Table @{ Name = 'Seconds'; Expression = 'Seconds'; FormatString = 'F1'; Width = 8 }, @{ Name = 'Tests'; Expression = { $_.Tests.Count }; Width = 6 }, @{ Name = 'File'; Expression = 'Name' }
    $Run.Tests | Sort-Object Seconds -Descending | Select-Object -First 20 |
        Format-Table @{ Name = 'Seconds'; Expression = 'Seconds'; FormatString = 'F1'; Width = 8 }, @{ Name = 'Slowest tests'; Expression = 'Name' }
}

if ($Installed) {
    $copy = & "$PSScriptRoot/Install-Package.ps1"
    $env:GEMINITUNING_MODULE, $env:GEMINITUNING_PACKAGE = $copy.Module, $copy.Package
}

$missing = & "$PSScriptRoot/Find-MissingTool.ps1"
$tags = @($missing.Tag | Where-Object { $_ })
$files = @(Get-TestFile ($Name -split ','))
$run = @(if ($files.Count -eq 1) { & $runFile -Path $files[0] -ExcludeTag $tags } elseif ($files) { Invoke-Shared $files $tags })
if ($run) {
    Save-Times $run
    Format-Times $run | Out-String -Width 200 | Write-Host
}

# Each reason once, with the number of tests that it applies to.
$tests = @($run.Tests)
$skipped = @(
    foreach ($tool in $missing) {
        $without = @($tests | Where-Object { $tool.Tag -in $_.Tag })
        if ($without) { Format-Skipped $without.Count $tool.Advice }
    }
    $tests | Where-Object Outcome -EQ Skipped | Group-Object Message | ForEach-Object { Format-Skipped $_.Count $_.Name }
)
$skipped | Write-Output

if ($ResultPath) {
    $results = @($tests | Where-Object Outcome -In Passed, Failed | Select-Object Name, Outcome, Message, Seconds) + @(
        foreach ($reason in $skipped) { @{ Name = $reason; Outcome = 'Skipped'; Message = $reason; Seconds = 0 } })
    ConvertTo-Json -InputObject $results -Depth 3 | Set-Content -LiteralPath $ResultPath -Encoding utf8
}
exit 0
