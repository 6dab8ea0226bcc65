using System.Text;

namespace GeminiTuning.Tests;

public sealed class LossCurveTests
{
    [Theory]
    [InlineData("utf-8", "▁▂▃▄▅▆▇█")]
    [InlineData("utf-16", "▁▂▃▄▅▆▇█")]
    [InlineData("us-ascii", ".:-=+*#@")]
    [InlineData("iso-8859-1", ".:-=+*#@")]
    [InlineData("ibm437", ".:-=+*#@")]
    [InlineData("windows-1252", ".:-=+*#@")]
    public void A_curve_is_drawn_with_what_the_output_can_show(string encoding, string levels) =>
        Assert.Equal(levels, LossCurve.Levels(CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)));
}
