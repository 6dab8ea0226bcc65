BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # The lines of a picture, with what differs from run to run taken out.
    function Read-Picture([string] $Path) {
        foreach ($line in ([xml] (Get-Content $Path -Raw)).svg.text) {
            (($line.tspan.'#text' -join '').Trim() -replace '(?<=generator-)[a-z0-9]{12}|(?<=tuningJobs/)\d+', 'ID' -replace '\d\d/\d\d/\d{4}.*', 'TIME')
        }
    }
}

Describe 'The picture of <What>' -ForEach @(
    @{
        What = 'the quickstart'; Name = 'quickstart'
        Shown = 'State +: Active', 'step 19, epoch 5, mean loss', 'twenty two twenty three'
    }
    @{
        What = 'the closed loop'; Name = 'closed-loop'
        Shown = 'mean loss', 'epochs 4, validation', 'gemini-3\.5-flash +16 +0\.000', 'is better than gemini-3\.5-flash', 'Report +: closed-loop-ticket-sorter'
    }
) {
    BeforeAll { $script:CheckedIn = "$Repository/docs/images/$Name.svg" }

    It 'is what a run shows, with its colours' -Tag Tmux {
        $said = pwsh -NoProfile -NonInteractive -File "$Repository/docs/build-picture.ps1" -Name $Name -Path "$TestDrive/pictures" -ModulePath $ModulePath 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $fresh = "$TestDrive/pictures/$Name.svg"
        Read-Picture $fresh | Should -Be (Read-Picture $CheckedIn)
        ([xml] (Get-Content $fresh -Raw)).svg.text.tspan.class | Sort-Object -Unique | Should -Be (([xml] (Get-Content $CheckedIn -Raw)).svg.text.tspan.class | Sort-Object -Unique)
    }

    It 'shows what matters, is in the README, and asks for nothing from elsewhere' {
        $text = (Read-Picture $CheckedIn) -join "`n"
        foreach ($pattern in $Shown) { $text | Should -Match $pattern }
        "$Repository/README.md" | Should -FileContentMatch "docs/images/$Name\.svg"
        Get-Content $CheckedIn -Raw | Should -Not -Match '<image|<script|href|@import|url\('
    }
}

Describe 'The pictures of a report' {
    It 'are there for both color schemes, small, and in the README' {
        foreach ($name in 'report-light.png', 'report-dark.png') {
            $picture = Get-Item "$Repository/docs/images/$name"
            $picture.Length | Should -BeLessThan 200KB
            [IO.File]::ReadAllBytes($picture.FullName)[0..7] | Should -Be 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A
            "$Repository/README.md" | Should -FileContentMatch "docs/images/$name"
        }
    }

    It 'are made anew from a real run' -Tag Chromium {
        $said = pwsh -NoProfile -NonInteractive -File "$Repository/docs/build-report-picture.ps1" -Path "$TestDrive/pictures" -ModulePath $ModulePath 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        (Get-ChildItem "$TestDrive/pictures").Name | Should -Be 'report-dark.png', 'report-light.png'
    }
}
