namespace GeminiTuning;

/// <summary>The forms of outputs.</summary>
enum OutputForm : byte
{
    None,
    Text,
    Json,
    Markup,
    Fenced,
}

/// <summary>Tells the form of an output by its ends.</summary>
static class OutputForms
{
    public static OutputForm Of(string output) => output.AsSpan().Trim() switch
    {
        [] => OutputForm.None,
        ['{', .., '}'] or ['[', .., ']'] => OutputForm.Json,
        ['<', .., '>'] => OutputForm.Markup,
        ['`', '`', '`', .., '`', '`', '`'] => OutputForm.Fenced,
        _ => OutputForm.Text,
    };
}
