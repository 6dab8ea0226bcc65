namespace GeminiTuning.BrowserTests;

/// <summary>The contrast of texts, computed from the rendered styles.</summary>
static class Contrast
{
    /// <summary>The least contrast of texts of any size: WCAG 2.2, level AA.</summary>
    public const double Least = 4.5;

    /// <summary>A function that returns the contrast of each kind of text: by its element, its class, and its colors. Backgrounds that
    /// are in part transparent are mixed with those behind them.</summary>
    public const string Script = """
        () => {
          const parse = color => { const n = color.match(/[\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const behind = element => {
            if (!element) return [255, 255, 255, 1];
            const color = parse(getComputedStyle(element).backgroundColor);
            return color[3] === 1 ? color : over(color, behind(element.parentElement));
          };
          const luminance = color => {
            const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const contrast = (a, b) => { const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05); };
          const found = {};
          for (const element of document.body.querySelectorAll('*')) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) || element.closest('style, title, desc')) continue;
            const picture = element.closest('figure svg');
            const back = picture ? parse(getComputedStyle(picture.querySelector('.back')).fill) : behind(element);
            const color = parse(picture ? getComputedStyle(element).fill : getComputedStyle(element).color);
            const name = `${element.localName}.${element.getAttribute('class') ?? ''} in ${element.parentElement.localName}.${element.parentElement.getAttribute('class') ?? ''}: ${color} on ${back.map(Math.round)}`;
            found[name] = contrast(over(color, back), back);
          }
          return found;
        }
        """;
}
