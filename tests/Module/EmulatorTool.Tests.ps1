# The emulator as a .NET tool: its package, installed from a folder, with what docs/emulator.md shows of it.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Feed = if ($env:GEMINITUNING_PACKAGE) { Split-Path $env:GEMINITUNING_PACKAGE } else { "$TestDrive/feed" }
    if (-not (Get-ChildItem $Feed -Filter 'GeminiTuning.Emulator.*.nupkg' -ErrorAction Ignore)) {
        $null = & "$Repository/packaging/New-ProjectPackage.ps1" -Name GeminiTuning.Emulator -DestinationPath $Feed
    }
    $script:Package = Get-ChildItem $Feed -Filter 'GeminiTuning.Emulator.*.nupkg'
    $script:Page = [IO.File]::ReadAllText("$Repository/docs/emulator.md").Replace("`r`n", "`n")

    # The folder is the only source of packages, and the copy of the package is its own.
    $script:Tools = "$TestDrive/tools"
    Set-Content "$TestDrive/nuget.config" "<configuration><packageSources><clear /><add key=`"folder`" value=`"$Feed`" /></packageSources></configuration>"
    $packages = $env:NUGET_PACKAGES
    $env:NUGET_PACKAGES = "$TestDrive/packages"
    try {
        $script:Said = dotnet tool install GeminiTuning.Emulator --tool-path $Tools --configfile "$TestDrive/nuget.config" 2>&1 | Out-String
        $script:ExitCode = $LASTEXITCODE
    } finally { $env:NUGET_PACKAGES = $packages }
    $script:Path = $env:PATH
    $env:PATH = $Tools + [IO.Path]::PathSeparator + $Path

    # A code block of the page, with a free port.
    function Get-Sample([string] $Language) {
        [regex]::Match($Page, "(?s)``````$Language\n(.*?)\n``````").Groups[1].Value.Replace('8085', "$(Get-FreePort)")
    }
}

AfterAll { $env:PATH = $Path }

Describe 'The emulator as a .NET tool' {
    It 'is a package of the program and its page' {
        $zip = [IO.Compression.ZipFile]::OpenRead($Package.FullName)
        try {
            $names = $zip.Entries.FullName -notmatch '^(_rels|package)/|^\[' | Sort-Object -Culture ''
            $reader = [IO.StreamReader]::new($zip.GetEntry('GeminiTuning.Emulator.nuspec').Open())
            $nuspec = ([xml] $reader.ReadToEnd()).package.metadata
            $reader.Dispose()
        } finally { $zip.Dispose() }
        $files = 'DotnetToolSettings.xml', 'GeminiTuning.Emulator.deps.json', 'GeminiTuning.Emulator.dll', 'GeminiTuning.Emulator.runtimeconfig.json'
        $names | Should -Be ('GeminiTuning.Emulator.nuspec', 'README.md' + $files.ForEach{ "tools/net8.0/any/$_" } | Sort-Object -Culture '')
        $nuspec.version | Should -Be "$((Import-PowerShellDataFile "$Repository/GeminiTuning.psd1").ModuleVersion)"
        $nuspec.packageTypes.packageType.name | Should -Be 'DotnetTool'
    }

    It 'is installed from a folder' {
        $ExitCode | Should -Be 0 -Because $Said
        $Said | Should -Match 'gemini-tuning-emulator'
    }

    It 'shows its options' {
        $help = gemini-tuning-emulator --help | Out-String
        $help | Should -Match 'Usage: gemini-tuning-emulator \[options\]'
        foreach ($option in [regex]::Matches($Page, '(?m)^\| `(--[a-z-]+) ').ForEach({ $_.Groups[1].Value })) { $help | Should -Match $option }
    }

    It 'serves the module on the port that it is given' {
        $port = Get-FreePort
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Command gemini-tuning-emulator -CommandType Application)[0].Source)
        '--port', "$port", '--tuning-duration', '0' | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $tool = [Diagnostics.Process]::Start($start)
        try {
            $tool.StandardOutput.ReadLine() | Should -Match 'emulator'
            $connection = Connect-GeminiTuning "http://127.0.0.1:$port" -PassThru
            $model = Get-Example | New-TunedModel -Id plus-one -Connection $connection | Wait-TuningOperation -Connection $connection
            $model.State | Should -Be 'Active'
        } finally {
            $tool.Kill($true)
            $tool.WaitForExit()
        }
    }

    It 'runs in the tests of a Python project, as the page shows' -Tag Python {
        Set-Content "$TestDrive/test_sample.py" (Get-Sample py)
        Push-Location $TestDrive
        try { $said = python3 -m unittest test_sample 2>&1 | Out-String } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Match 'Ran 1 test'
    }

    It 'runs in the tests of a JavaScript project, as the page shows' -Tag Node {
        $clients = "$Repository/tests/clients"
        if (-not (Test-Path "$clients/node_modules")) { $null = npm ci --prefix $clients --no-audit --no-fund 2>&1 }
        $project = New-Item -ItemType Directory "$TestDrive/project"
        $null = New-Item -ItemType SymbolicLink "$project/node_modules" -Target "$clients/node_modules"
        Set-Content "$project/sample.test.mjs" (Get-Sample js)
        Push-Location $project
        try { $said = node --test 2>&1 | Out-String } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Match 'pass 1'
    }
}
