/** What a list of sessions calls a browser, so that its owner knows it again: which one, on which system, and no more of it. */
import type { Request } from 'express';

/** The first that fits: each but the last says that it is one of the later ones too. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:(?:Headless)?Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
];
const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

/** "Firefox, Linux"; empty where nothing is known. */
export function sessionLabel(request: Pick<Request, 'get'>): string {
  const agent = request.get('user-agent') ?? '';
  const nameIn = (names: typeof browsers): string[] =>
    names.filter(([, mark]) => mark.test(agent)).map(([name]) => name);
  return [...nameIn(browsers).slice(0, 1), ...nameIn(systems).slice(0, 1)].join(', ');
}
