/** What the terminal says once people can join: where, with a QR code to hold a phone to, and how to host. */
import { renderUnicodeCompact } from 'uqr';
import { isOnlyHere } from './networkAddress.ts';

export interface Greeting {
  readonly version: string;
  /** Addresses to join at, the best first; at least one. */
  readonly joinUrls: readonly [string, ...string[]];
  /** The address on this machine itself; null where it is not served there. */
  readonly hereUrl: string | null;
  readonly hostKey: string;
  readonly dataFolder: string;
  readonly colour: boolean;
}

const indent = '  ';

/** Bright squares on a dark ground, which scanners read on any terminal; without colours most are dark anyway. */
function qrLines(url: string, colour: boolean): string[] {
  const lines = renderUnicodeCompact(url, { border: 2 }).split('\n');
  return lines.map((line) => indent + (colour ? `\u001b[97;40m${line}\u001b[0m` : line));
}

export function greet({ version, joinUrls, hereUrl, hostKey, dataFolder, colour }: Greeting): string {
  const [join, ...others] = joinUrls;
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[0m` : text);
  const row = (label: string, text: string): string => `${indent}${label.padEnd(12)}${text}`;
  const lines = [
    '',
    `${indent}${bold('Quizloop')} ${version} is running.`,
    '',
    row('Join at', bold(join)),
    ...others.map((url) => row('', url)),
    ...(hereUrl === null ? [] : [row('Host here', `${hereUrl}/library`)]),
    row('Host link', `${join}/library#key=${hostKey}`),
    row('', 'lets whoever has it host from another machine: keep it to yourself'),
    row('Kept in', dataFolder),
    '',
    ...qrLines(join, colour),
    '',
    ...(isOnlyHere(new URL(join).hostname)
      ? [`${indent}Only this machine can reach that address: no network was found, or HOST says so.`, '']
      : []),
    `${indent}Stop with Ctrl+C.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}
