<#
.SYNOPSIS
    Runs the Core suite and some of the Pester suite as on Windows, on Linux under Wine.
.DESCRIPTION
    Requires Wine for 64-bit programs and script(1), for example from "apt-get install wine64 bsdutils". .NET and PowerShell for
    Windows come from NuGet, into out/wine: the runtime win-x64, and the package Microsoft.PowerShell.SDK in the version of the
    running PowerShell. Before it, run ./build.ps1, and build the projects in tests that this script names.

    Wine isn't Windows. It shows what differs in paths, code pages, open files, and the console; it doesn't have Windows' access
    control lists, execution policies of a domain, or virus scanners. PowerShell starts no other program by its name there, and
    under Wine 8, a server in the same process often doesn't respond in time. So only those Pester files run that send few
    requests; -Name runs others. Tests that need a program that isn't there, such as the
    .NET SDK for Windows, are skipped, and listed with their reason at the end. Exits with the number of failed tests.
.EXAMPLE
    ./tests/Wine/Invoke-WineTests.ps1 -Name Views -Class GeminiTuning.Tests.FilesInUseTests
#>
[CmdletBinding()]
param(
    # The Pester files, by their names.
    [string[]] $Name = @('Views', 'Surface'),

    # The classes of the Core suite. By default, all of them but the fuzz tests, of which each takes half a minute under Wine.
    [string[]] $Class,

    # The time limit of each program, in seconds.
    [int] $TimeoutSec = 600
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$repository = (Resolve-Path "$PSScriptRoot/../..").Path
$root = Join-Path $repository 'out/wine'
# Debian keeps the program out of PATH.
$wine = Get-Command wine64, /usr/lib/wine/wine64 -CommandType Application -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty Source
if (-not $wine) { throw 'Wine for 64-bit programs is required. Install it with your package manager, for example "apt-get install wine64".' }
if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) { throw 'The program script is required. Install it with your package manager, for example "apt-get install bsdutils".' }

# The programs for Windows: one file of C# that starts PowerShell, and the starter of the Core suite, which .NET calls an apphost.
function Publish-Program([string] $AssemblyName, [string] $Code, [string] $Packages) {
    $project = New-Item -ItemType Directory -Force (Join-Path $root "src/$AssemblyName")
    # The repository's build settings and locked packages are for the product.
    foreach ($file in 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props') { Set-Content (Join-Path $project $file) '<Project />' }
    Set-Content (Join-Path $project 'Program.cs') $Code
    Set-Content (Join-Path $project "$AssemblyName.csproj") @"
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net$([Environment]::Version.Major).0</TargetFramework>
    <RuntimeIdentifier>win-x64</RuntimeIdentifier>
    <SelfContained>true</SelfContained>
    <EnableDefaultItems>true</EnableDefaultItems>
  </PropertyGroup>
  <ItemGroup>$Packages</ItemGroup>
</Project>
"@
    $folder = Join-Path $root $AssemblyName
    dotnet publish $project --configuration Release --output $folder --nologo --verbosity quiet | Out-Host
    if ($LASTEXITCODE) { throw "dotnet publish of $AssemblyName failed with exit code $LASTEXITCODE." }
    $folder
}

function ConvertTo-WindowsPath([string] $Path) { 'Z:' + $Path.Replace('/', '\') }

# The runtime, laid out as an installed one, so that the suite runs as it was built.
function Install-Runtime([string] $Published) {
    $version = [Environment]::Version.ToString(3)
    $dotnet = Join-Path $root 'dotnet'
    $framework = New-Item -ItemType Directory -Force (Join-Path $dotnet "shared/Microsoft.NETCore.App/$version")
    $resolver = New-Item -ItemType Directory -Force (Join-Path $dotnet "host/fxr/$version")
    $packages = ((dotnet nuget locals global-packages --list) -replace '^global-packages: ').Trim()
    $pack = Get-ChildItem (Join-Path $packages 'microsoft.netcore.app.runtime.win-x64') -Directory | Where-Object Name -Like "$([Environment]::Version.Major).*" | Sort-Object { [version] $_.Name } | Select-Object -Last 1
    Copy-Item (Join-Path $pack 'runtimes/win-x64/native/hostfxr.dll') $resolver
    Copy-Item (Join-Path $pack 'runtimes/win-x64/lib/*/*'), (Join-Path $pack 'runtimes/win-x64/native/*') $framework
    $dotnet
}

$env:WINEPREFIX = (New-Item -ItemType Directory -Force (Join-Path $root 'prefix')).FullName
$env:WINEDEBUG = '-all'
$env:WINEDLLOVERRIDES = 'mshtml='
# Wine 8 doesn't implement all that .NET uses to suspend threads and to protect code.
$env:DOTNET_EnableWriteXorExecute = 0
$env:DOTNET_gcConcurrent = 0
$null = & $wine wineboot --init 2>&1
$null = & $wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f 2>&1

$shell = Publish-Program 'pwsh' 'return Microsoft.PowerShell.UnmanagedPSEntry.Start(args, args.Length);' "<PackageReference Include=`"Microsoft.PowerShell.SDK`" Version=`"$($PSVersionTable.PSVersion)`" />"
Copy-Item (Join-Path $shell 'runtimes/win/lib/*/Modules') $shell -Recurse -Force
$core = Publish-Program 'GeminiTuning.Core.Tests' 'return;' ''
$env:DOTNET_ROOT = ConvertTo-WindowsPath (Install-Runtime $core)

$suite = New-Item -ItemType Directory -Force (Join-Path $root 'suite')
$built = Get-ChildItem "$repository/tests/GeminiTuning.Core.Tests/bin/*/*/GeminiTuning.Core.Tests.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
Copy-Item (Join-Path $built.DirectoryName '*') $suite -Recurse -Force
Copy-Item (Join-Path $core 'GeminiTuning.Core.Tests.exe') $suite

$failed = 0
Write-Information "Core, $(if ($Class) { $Class -join ', ' } else { 'all classes' }):" -InformationAction Continue
$filter = @(if ($Class) { $Class | ForEach-Object { '-class'; $_ } } else { '-namespace-'; 'GeminiTuning.Tests.Fuzz' })
if (-not $Class) { 'Skipped: GeminiTuning.Tests.Fuzz: each of its tests takes half a minute under Wine.' }
$report = Join-Path $root 'core.xml'
Remove-Item $report -ErrorAction Ignore
timeout $TimeoutSec $wine (Join-Path $suite 'GeminiTuning.Core.Tests.exe') -noLogo -parallel none @filter -xml (ConvertTo-WindowsPath $report) | Select-Object -Last 3
if (Test-Path $report) {
    $assembly = ([xml] (Get-Content $report -Raw)).assemblies.assembly
    $failed += [int] $assembly.failed
    foreach ($skipped in Select-Xml -Xml $assembly -XPath './/test[@result="Skip"]') { "Skipped: $($skipped.Node.name): $($skipped.Node.reason.InnerText)" }
} else {
    "The Core suite didn't end within $TimeoutSec s."
    $failed++
}

# The console of Windows needs a terminal: script has one.
$modules = (@(Join-Path $shell 'Modules') + (Join-Path $repository 'out/modules') + $env:PSModulePath.Split(':') | ForEach-Object { ConvertTo-WindowsPath $_ }) -join ';'
foreach ($file in $Name) {
    $result, $log, $script = 'json', 'log', 'ps1' | ForEach-Object { Join-Path $root "$file.$_" }
    Remove-Item $result, $log -ErrorAction Ignore
    Set-Content $script @"
`$env:PSModulePath = '$modules'
Set-Location '$(ConvertTo-WindowsPath $repository)'
& '$(ConvertTo-WindowsPath "$repository/tests/Module/Invoke-Suite.ps1")' -Name $file -ResultPath '$(ConvertTo-WindowsPath $result)' *> '$(ConvertTo-WindowsPath $log)'
"@
    $line = "$wine '$shell/pwsh.exe' -NoLogo -NoProfile -ExecutionPolicy Bypass -File '$script'"
    $null = timeout $TimeoutSec script -qec $line /dev/null 2>&1
    if (-not (Test-Path $result)) {
        "$($file): the suite didn't end. The log is $log."
        $failed++
        continue
    }
    $tests = Get-Content $result -Raw | ConvertFrom-Json
    $faults = @($tests | Where-Object Outcome -EQ Failed)
    "$($file): $(@($tests | Where-Object Outcome -EQ Passed).Count) passed, $($faults.Count) failed"
    foreach ($test in $faults) { "Failed: $($test.Name): $($test.Message.Trim())" }
    foreach ($test in $tests | Where-Object Outcome -EQ Skipped) { "Skipped: $($test.Message)" }
    $failed += $faults.Count
}
exit $failed
