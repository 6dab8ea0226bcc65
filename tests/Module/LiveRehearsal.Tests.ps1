# The check on Vertex AI, tests/Live, rehearses on the emulator in each run of the suite. Here it never reaches Google's service.
Get-ChildItem Env:GEMINITUNING_LIVE_* | Remove-Item
. "$PSScriptRoot/../Live/VertexAI.Tests.ps1"
