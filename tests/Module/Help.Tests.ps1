# The help is compiled from the pages in docs; these tests tell when page, cmdlet and compiled help no longer agree.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $script:commands = (Get-Module GeminiTuning).ExportedCmdlets.Keys | Sort-Object | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:docs = "$Repository/docs"
    $script:checkedIn = "$Repository/src/GeminiTuning/en-US"
    $script:common = [Management.Automation.Cmdlet]::CommonParameters

    function Get-PageText([string] $Path) { [IO.File]::ReadAllText($Path).Replace("`r`n", "`n") }

    # The parameters of a page: for each block of metadata one object.
    function Read-PageParameter([string] $Text) {
        $section = ($Text -split '(?m)^## PARAMETERS$')[1] -split '(?m)^## INPUTS$' | Select-Object -First 1
        foreach ($part in ($section -split '(?m)^### -' | Select-Object -Skip 1)) {
            foreach ($block in [regex]::Matches($part, '(?s)```yaml\n(.*?)\n```')) {
                $yaml = @{}
                $block.Groups[1].Value -split "`n" | Where-Object { $_ } | ForEach-Object {
                    $key, $value = $_ -split ':', 2
                    $yaml[$key] = $value.Trim()
                }
                [pscustomobject]@{
                    Name     = ($part -split "`n")[0].Trim()
                    Type     = $yaml['Type']
                    Sets     = $yaml['Parameter Sets'] -split ', '
                    Aliases  = @($yaml['Aliases'] -split ', ' | Where-Object { $_ } | Sort-Object) -join ','
                    Required = $yaml['Required'] -eq 'True'
                    Position = $yaml['Position']
                    ByValue  = $yaml['Accept pipeline input'] -match 'ByValue'
                    ByName   = $yaml['Accept pipeline input'] -match 'ByPropertyName'
                    Wildcard = $yaml['Accept wildcard characters'] -eq 'True'
                }
            }
        }
    }

    function Get-TypeName([type] $Type) {
        $inner = [Nullable]::GetUnderlyingType($Type)
        if ($inner) { $inner.Name } else { $Type.Name }
    }

    # Each parameter set on one line, in the words of a page's syntax; the order within a line does not count.
    function Get-CommandSyntax($Command) {
        foreach ($set in $Command.ParameterSets) {
            $words = foreach ($parameter in $set.Parameters | Where-Object Name -NotIn $common) {
                $name = "-$($parameter.Name)"
                if ($parameter.Position -ge 0) { $name = "[$name]" }
                if ($parameter.ParameterType -ne [switch]) { $name += " <$(Get-TypeName $parameter.ParameterType)>" }
                if ($parameter.IsMandatory) { $name } else { "[$name]" }
            }
            $title = if ($Command.ParameterSets.Count -gt 1) { "$($set.Name)$(if ($set.IsDefault) { ' (Default)' }): " }
            $title + ((@($Command.Name) + @($words) + '[<CommonParameters>]' | Where-Object { $_ } | Sort-Object) -join ' ')
        }
    }

    function Read-PageSyntax([string] $Text) {
        $section = ($Text -split '(?m)^## SYNTAX$')[1] -split '(?m)^## DESCRIPTION$' | Select-Object -First 1
        foreach ($match in [regex]::Matches($section, '(?s)(?:### ([^\n]+)\n)?```\n(.*?)\n```')) {
            $words = [regex]::Matches($match.Groups[2].Value, '\[\[[^\]]+\]\s+<[^>]+>\]|\[-\w+\s+<[^>]+>\]|\[-\w+\]\s+<[^>]+>|-\w+\s+<[^>]+>|\S+').Value -replace '\s+', ' '
            $title = if ($match.Groups[1].Success) { "$($match.Groups[1].Value): " }
            $title + (($words | Sort-Object) -join ' ')
        }
    }

    # The ErrorIds that a page names, as in "fails with a `NotConnected` error".
    function Read-ErrorId([string] $Text) {
        [regex]::Matches($Text, '`([A-Z][a-z]+[A-Z]\w+)`(?= errors?\b| or `\w+` errors?\b)|(?<=ErrorId is )`(\w+)`').ForEach({ $_.Groups[1].Value + $_.Groups[2].Value })
    }

    function Read-PageType([string] $Text, [string] $Heading) {
        $section = ($Text -split "(?m)^## $Heading$")[1] -split '(?m)^## ' | Select-Object -First 1
        [regex]::Matches($section, '(?m)^### (\S+)$').ForEach({ $_.Groups[1].Value })
    }
}

Describe 'The compiled help' {
    It 'is of the pages as they are now' {
        [string[]] $pages = Get-ChildItem $docs -Filter *.md | Where-Object Name -CMatch '^([A-Z]\w+-\w+|about_\w+)\.md$' | ForEach-Object FullName
        [Array]::Sort($pages, [StringComparer]::Ordinal)
        $hash = [Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
        foreach ($page in $pages) { $hash.AppendData([Text.UTF8Encoding]::new($false).GetBytes((Get-PageText $page))) }
        $expected = [Convert]::ToHexString($hash.GetHashAndReset())
        (Get-Content "$checkedIn/GeminiTuning.dll-Help.xml" -TotalCount 2)[1] |
            Should -Be "<!-- sha256: $expected -->" -Because 'a page was changed: compile it with ./build.ps1 -Task Docs'
    }

    It 'is what a fresh compile gives' -Tag PlatyPS {
        # In a process of its own: platyPS brings libraries that would stay in this one.
        $fresh = Join-Path $TestDrive 'en-US'
        $output = pwsh -NoProfile -NonInteractive -File "$docs/build-help.ps1" -OutputPath $fresh 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($output | Out-String)
        (Get-ChildItem $fresh).Name | Sort-Object | Should -Be ((Get-ChildItem $checkedIn).Name | Sort-Object)
        foreach ($file in Get-ChildItem $fresh) {
            Get-PageText $file.FullName | Should -BeExactly (Get-PageText "$checkedIn/$($file.Name)")
        }
    }

    It 'is in the module under test' {
        foreach ($file in Get-ChildItem $checkedIn) {
            Get-PageText "$ModuleFolder/en-US/$($file.Name)" | Should -BeExactly (Get-PageText $file.FullName)
        }
    }

    It 'has the topic <Topic>' -ForEach @(
        @{ Topic = 'about_GeminiTuning'; Says = 'New-TunedModel' }
        @{ Topic = 'about_GeminiTuning_Authentication'; Says = 'GOOGLE_GEMINI_BASE_URL' }
        @{ Topic = 'about_GeminiTuning_Datasets'; Says = 'text_input' }
        @{ Topic = 'about_GeminiTuning_Measures'; Says = 'ROUGE-L' }
        @{ Topic = 'about_GeminiTuning_Troubleshooting'; Says = 'NotConnected' }
        @{ Topic = 'about_GeminiTuning_Vertex'; Says = 'GOOGLE_GENAI_USE_VERTEXAI' }
    ) {
        $about = Get-Help $Topic | Out-String
        $about | Should -Match 'SHORT DESCRIPTION'
        $about | Should -Match $Says
    }

    It 'has no topic but these' {
        (Get-ChildItem $docs -Filter about_*.md).Count | Should -Be 6
    }
}

Describe 'The pages' {
    It 'are one for each cmdlet, and no other' {
        $pages = (Get-ChildItem $docs -Filter *-*.md | Where-Object Name -CMatch '^[A-Z]').BaseName | Sort-Object
        $pages | Should -Be ((Get-Module GeminiTuning).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'have a paragraph for every ErrorId that the module has, and for no other' {
        $source = (Get-ChildItem "$Repository/src/GeminiTuning" -Recurse -Include ErrorRecords.cs, StartTuningEmulatorCommand.cs | Get-Content -Raw) -join "`n"
        $ids = [regex]::Matches($source, '"([A-Z][A-Za-z]+)"\s*(?:,|:)\s*(?:"[A-Z]\w+"\)\s*,\s*)?(?:ErrorCategory)|\? "(\w+)" : "(\w+)"').ForEach({ $_.Groups[1..3].Value }) | Where-Object { $_ } | Sort-Object -Unique
        $ids.Count | Should -BeGreaterThan 20
        # The headings without a space are the ErrorIds.
        $described = [regex]::Matches((Get-PageText "$docs/about_GeminiTuning_Troubleshooting.md"), '(?m)^## (?!about_)(\S+)$').ForEach({ $_.Groups[1].Value })
        $described | Sort-Object | Should -Be $ids
    }

    It 'say what each error means, and what to do, in the one topic alone' {
        $parts = (Get-PageText "$docs/about_GeminiTuning_Troubleshooting.md") -split '(?m)^## ' | Where-Object { $_ -cmatch '^[A-Z]\w+\n' }
        foreach ($part in $parts) { ($part -split "`n")[1].Length | Should -BeGreaterThan 80 -Because $part }
        $about = Get-PageText "$docs/about_GeminiTuning.md"
        $parts | ForEach-Object { ($_ -split "`n")[0] } | Where-Object { $_ -ne 'NoTunableBaseModel' -and $about -cmatch "\b$_\b" } | Should -BeNullOrEmpty
    }

    It 'have the limits and the column names that the module has' {
        $datasets = Get-PageText "$docs/about_GeminiTuning_Datasets.md"
        $new = Get-PageText "$docs/New-TunedModel.md"
        foreach ($text in $datasets, $new) {
            foreach ($limit in [GeminiTuning.TuningLimits]::InputLength, [GeminiTuning.TuningLimits]::OutputLength, [GeminiTuning.TuningLimits]::AdvisedExampleCount) {
                $text | Should -Match "\b$($limit.ToString('N0', [cultureinfo]::InvariantCulture))\b"
            }
        }
        $datasets | Should -Match ([GeminiTuning.TuningLimits]::RequestBytes.ToString('N0', [cultureinfo]::InvariantCulture))
        Get-PageText "$docs/Set-TunedModel.md" | Should -Match "1 to $([GeminiTuning.TuningLimits]::DisplayNameLength) characters"
        $source = Get-Content "$Repository/src/GeminiTuning.Core/Datasets/ExampleColumns.cs" -Raw
        $names = [regex]::Matches($source, '(?<=s_(?:inputs|outputs) = \[)[^\]]+').ForEach({ $_.Value -split ',\s*' }).Trim('"')
        $names.Count | Should -BeGreaterThan 8
        foreach ($text in $datasets, $new) { $names | Where-Object { $text.Replace('_', '') -notmatch "\b$_\b" } | Should -BeNullOrEmpty }
    }

    It 'name errors in the form that the tests look for' {
        @(Get-ChildItem $docs -Filter *-*.md | ForEach-Object { Read-ErrorId (Get-PageText $_.FullName) }).Count | Should -BeGreaterThan 60
    }

    It 'contain no phrase that docs/style.md says to avoid' {
        $section = ((Get-PageText "$docs/style.md") -split '(?m)^## Phrases to avoid$')[1]
        $phrases = [regex]::Matches($section, '(?m)^\| (.+?) \|').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ -notin 'Avoid' }
        $phrases.Count | Should -BeGreaterThan 10
        foreach ($file in @(Get-ChildItem $docs -Filter *.md | Where-Object Name -NE 'style.md') + (Get-Item "$Repository/README.md", "$Repository/CHANGELOG.md")) {
            $text = Get-PageText $file.FullName
            $phrases | Where-Object { $text -match "\b$([regex]::Escape($_))" } | Should -BeNullOrEmpty -Because $file.Name
        }
    }

    It 'link only to what is there' {
        foreach ($file in @(Get-ChildItem $docs, "$Repository/.github" -Filter *.md) + (Get-Item "$Repository/README.md")) {
            foreach ($link in [regex]::Matches((Get-PageText $file.FullName), '\]\(([^)#]+)(#[^)]*)?\)')) {
                $target = $link.Groups[1].Value
                if ($target -notmatch '^https?://') {
                    Join-Path $file.DirectoryName $target | Should -Exist -Because "$($file.Name) links to it"
                }
            }
        }
    }
}

Describe 'The page of <Name>' -ForEach $commands {
    BeforeAll {
        $script:command = Get-Command $Name
        $script:page = Get-PageText "$docs/$Name.md"
        $script:described = @(Read-PageParameter $page)
        $script:parameters = @($command.Parameters.Values | Where-Object Name -NotIn $common)
    }

    It 'has the parameters of the cmdlet, and no other' {
        $described.Name | Sort-Object -Unique | Should -Be ($parameters.Name | Sort-Object)
    }

    It 'has the syntax of the cmdlet' {
        Read-PageSyntax $page | Sort-Object | Should -Be (Get-CommandSyntax $command | Sort-Object)
    }

    It 'has the types and aliases of the parameters' {
        foreach ($entry in $described) {
            $parameter = $command.Parameters[$entry.Name]
            "$($entry.Name): $($entry.Type)" | Should -Be "$($entry.Name): $(Get-TypeName $parameter.ParameterType)"
            "$($entry.Name): $($entry.Aliases)" | Should -Be "$($entry.Name): $(($parameter.Aliases | Sort-Object) -join ',')"
        }
    }

    It 'says what is mandatory, by position and by pipeline, in each parameter set' {
        foreach ($parameter in $parameters) {
            foreach ($set in $command.ParameterSets) {
                $real = $set.Parameters | Where-Object Name -EQ $parameter.Name
                $entry = @($described | Where-Object { $_.Name -eq $parameter.Name -and ('(All)' -in $_.Sets -or $set.Name -in $_.Sets) })
                $about = "$($parameter.Name) in $($set.Name)"
                if (-not $real) {
                    $entry.Count | Should -Be 0 -Because "$about is not there"
                    continue
                }
                $entry.Count | Should -Be 1 -Because "$about is there"
                $entry.Required | Should -Be $real.IsMandatory -Because $about
                $entry.Position | Should -Be $(if ($real.Position -ge 0) { $real.Position } else { 'Named' }) -Because $about
                $entry.ByValue | Should -Be $real.ValueFromPipeline -Because $about
                $entry.ByName | Should -Be $real.ValueFromPipelineByPropertyName -Because $about
            }
        }
    }

    It 'says range, unit and default of each parameter' {
        foreach ($entry in $described | Where-Object Name -NotIn 'WhatIf', 'Confirm') {
            $parameter = $command.Parameters[$entry.Name]
            $text = ($page -split "(?m)^### -$($entry.Name)$")[1] -split '(?m)^### |^## ' | Select-Object -First 1
            foreach ($range in $parameter.Attributes | Where-Object { $_ -is [ValidateRange] }) {
                $first, $last = $range.MinRange, $range.MaxRange
                $bounds = if ($last -eq [int]::MaxValue) { "(?<![\w-])$first or more" } else { "(?<![\w-])$first\b", "\bto $last\b" }
                foreach ($bound in $bounds) { $text | Should -Match $bound -Because $entry.Name }
            }
            if ($entry.Name -match 'Sec$') { $text | Should -Match 'second' -Because $entry.Name }
            if (-not @($parameter.ParameterSets.Values | Where-Object IsMandatory) -and $parameter.ParameterType -ne [switch]) {
                $text | Should -Match '\bDefault: ' -Because $entry.Name
            }
        }
    }

    It 'says where wildcards are taken' {
        foreach ($entry in $described) {
            $takes = @($command.Parameters[$entry.Name].Attributes | Where-Object { $_ -is [SupportsWildcards] }).Count -gt 0
            $entry.Wildcard | Should -Be $takes -Because $entry.Name
        }
    }

    It 'names inputs and outputs by their types' {
        $inputs = @($parameters | Where-Object { $_.Attributes.ValueFromPipeline -contains $true } | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique)
        Read-PageType $page 'INPUTS' | Sort-Object | Should -Be $(if ($inputs) { $inputs } else { 'None' })
        $outputs = @($command.OutputType.Name | Sort-Object)
        Read-PageType $page 'OUTPUTS' | Where-Object { $_ -ne 'None' -or -not $outputs } | Sort-Object | Should -Be $(if ($outputs) { $outputs } else { 'None' })
    }

    It 'names only errors that about_GeminiTuning_Troubleshooting explains' {
        $about = Get-PageText "$docs/about_GeminiTuning_Troubleshooting.md"
        foreach ($name in Read-ErrorId $page) { $about | Should -MatchExactly "(?m)^## $name$" }
    }

    It 'has nothing left to fill in' {
        $page | Should -Not -Match '\{\{|ProgressAction <|### -ProgressAction|PS C:\\'
    }
}

Describe 'Get-Help <Name>' -ForEach $commands {
    BeforeAll { $script:help = Get-Help $Name -Full }

    It 'has a synopsis in words' {
        $help.Synopsis | Should -Match '^[A-Z][^\[\]<>]{30,}\.$'
        $help.Synopsis | Should -Not -Match "^\s*$Name"
    }

    It 'says in the synopsis when to use it' {
        $help.Synopsis | Should -MatchExactly '\. (Use|Run) it '
    }

    It 'has a description' {
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 100
    }

    It 'has three examples or more, each with code and words' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            $example.code | Should -Match '\w+-\w+'
            ($example.remarks.Text -join ' ').Trim() | Should -Not -BeNullOrEmpty
        }
        Get-Help $Name -Examples | Out-String | Should -Match 'Example 3: '
    }

    It 'describes every parameter' {
        foreach ($parameter in (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common) {
            $text = (Get-Help $Name -Parameter $parameter.Name).description.Text -join ' '
            $text | Should -Match '\w+ \w+ \w+' -Because $parameter.Name
        }
    }

    It 'names inputs, outputs and related links' {
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink).Count | Should -BeGreaterThan 1
    }
}
