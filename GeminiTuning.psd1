@{
    RootModule             = 'GeminiTuning.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5f0c1a7e-3b0f-4c67-9d5e-6f2a8b1c4d90'
    Author                 = 'The GeminiTuning contributors'
    CompanyName            = 'GeminiTuning'
    Copyright              = 'The GeminiTuning contributors. Apache-2.0.'
    Description            = 'Fine-tune Gemini models on input/output examples and use the tuned models in PowerShell pipelines: Import-Csv | New-TunedModel | Wait-TuningOperation | Invoke-TunedModel. Supports Vertex AI and the Gemini Developer API, and includes an emulator that requires no account.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    # Loaded with the module, so that scripts can use its types, for example [GeminiTuning.TuningExample].
    RequiredAssemblies     = @('GeminiTuning.Core.dll', 'GeminiTuning.dll')
    FormatsToProcess       = @('GeminiTuning.Format.ps1xml')
    TypesToProcess         = @('GeminiTuning.Types.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    DscResourcesToExport   = @()
    CmdletsToExport        = @(
        'Compare-TunedModel'
        'Connect-GeminiTuning'
        'Disconnect-GeminiTuning'
        'Export-TuningExample'
        'Export-TuningReport'
        'Get-GeminiTuningConnection'
        'Get-TunedModel'
        'Get-TunedModelBatch'
        'Get-TunedModelPermission'
        'Get-TuningBaseModel'
        'Get-TuningOperation'
        'Grant-TunedModelPermission'
        'Import-TuningExample'
        'Invoke-TunedModel'
        'Measure-TunedModel'
        'New-TunedModel'
        'New-TuningSweep'
        'Receive-TunedModelBatch'
        'Remove-TunedModel'
        'Revoke-TunedModelPermission'
        'Select-TuningExample'
        'Set-TunedModel'
        'Set-TunedModelOwner'
        'Show-TuningLoss'
        'Split-TuningExample'
        'Start-TunedModelBatch'
        'Start-TuningEmulator'
        'Stop-TunedModelBatch'
        'Stop-TuningEmulator'
        'Stop-TuningOperation'
        'Test-TuningExample'
        'Wait-TunedModelBatch'
        'Wait-TuningOperation'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('Gemini', 'AI', 'Tuning', 'FineTuning', 'Google', 'VertexAI', 'Emulator', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            # ProjectUri is added during packaging: build.ps1 -Task Package -ProjectUri
            LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
            ReleaseNotes = 'First release: create and use tuned models on Vertex AI, the Gemini Developer API, and the emulator. For all changes, see CHANGELOG.md in the module folder.'
        }
    }
}
