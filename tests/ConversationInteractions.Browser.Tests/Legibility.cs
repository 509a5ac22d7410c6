using System.Text.Json;
using Microsoft.Playwright;

namespace ConversationInteractions.Browser.Tests;

/// <summary>What a machine can say of whether a page can be read and used by everybody: contrast of texts (WCAG 1.4.3), names of controls (4.1.2), nothing that stands out to the side.</summary>
internal static class Legibility
{
    private const string Script = """
        () => {
          const faults = [];
          const parse = color => {
            const [r, g, b, a = 1] = color.startsWith('color(') ? color.match(/-?[\d.]+(?:e-?\d+)?/g).map((part, i) => i < 3 ? 255 * part : +part) : color.match(/-?[\d.]+/g).map(Number);
            return { r, g, b, a };
          };
          const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
          const luminance = ({ r, g, b }) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const chain = element => { const all = []; for (let e = element; e; e = e.parentElement) all.unshift(e); return all; };
          const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || element.closest('svg, noscript, script, option, :disabled') || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const range = document.createRange();
            range.selectNodeContents(walker.currentNode);
            const box = range.getBoundingClientRect();
            if (box.width < 2 || box.height < 2 || getComputedStyle(element).clipPath !== 'none') continue;
            let [back, opacity] = [canvas, 1];
            for (const each of chain(element)) {
              const style = getComputedStyle(each);
              opacity *= Number(style.opacity);
              const own = parse(style.backgroundColor);
              back = over({ ...own, a: own.a * opacity }, back);
            }
            const style = getComputedStyle(element);
            const ink = parse(style.color);
            const text = over({ ...ink, a: ink.a * opacity }, back);
            const [light, dark] = [luminance(text), luminance(back)].sort((a, b) => b - a);
            const ratio = (light + 0.05) / (dark + 0.05);
            const size = parseFloat(style.fontSize);
            const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
            if (ratio < least) faults.push(`contrast ${ratio.toFixed(2)} of "${walker.currentNode.data.trim().slice(0, 40)}" (${element.tagName.toLowerCase()}.${element.className})`);
          }
          for (const control of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab], [tabindex="0"]')) {
            if (!control.checkVisibility({ visibilityProperty: true })) continue;
            const labelledBy = (control.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
            const name = control.getAttribute('aria-label') || labelledBy || [...(control.labels ?? [])].map(l => l.textContent).join('') || (control.matches('button, a, [role=tab]') ? control.textContent : '');
            if (!name.trim()) faults.push(`no name: ${control.outerHTML.slice(0, 100)}`);
            if (control.tabIndex > 0) faults.push(`jumps the order of the page: ${control.outerHTML.slice(0, 100)}`);
            const box = control.getBoundingClientRect();
            if (control.matches('button, select') && (box.width < 24 || box.height < 24)) faults.push(`too small to hit (${Math.round(box.width)} by ${Math.round(box.height)}): ${control.outerHTML.slice(0, 100)}`);
          }
          if (document.documentElement.scrollWidth > innerWidth) faults.push(`can be scrolled sideways by ${document.documentElement.scrollWidth - innerWidth}`);
          return faults;
        }
        """;

    /// <summary>Asserts that everything on a page can be read and named, and keeps a picture of it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name of the picture.</param>
    public static async Task AssertLegibleAsync(this IPage page, string name)
    {
        await Screenshots.SaveAsync(page, name);
        JsonElement faults = (await page.EvaluateAsync(Script))!.Value;
        Assert.That(faults.EnumerateArray().Select(f => f.GetString()), Is.Empty, name);
    }
}
