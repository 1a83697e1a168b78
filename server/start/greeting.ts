/** What the terminal says once people can join: where, with a QR code to hold a phone to, and how to host. */
import { renderUnicodeCompact } from 'uqr';
import { isOnlyHere } from './networkAddress.ts';

export interface GreetedRoom {
  readonly code: string;
  readonly title: string;
  readonly itemCount: number;
  readonly minutes: number;
  /** What the pack was made of. */
  readonly madeOf: string;
}

export interface Greeting {
  readonly version: string;
  /** Addresses to join at, the best first; at least one. */
  readonly joinUrls: readonly [string, ...string[]];
  /** The address on this machine itself; null where it is not served there. */
  readonly hereUrl: string | null;
  readonly hostKey: string;
  /** Whether hosts sign in, and whether there is an owner yet. */
  readonly accounts: 'off' | 'empty' | 'on';
  readonly dataFolder: string;
  /** The room that was opened at once, if any. */
  readonly room: GreetedRoom | null;
  readonly colour: boolean;
}

const indent = '  ';

/** Bright squares on a dark ground, which scanners read on any terminal; without colours most are dark anyway. */
function qrLines(url: string, colour: boolean): string[] {
  const lines = renderUnicodeCompact(url, { border: 2 }).split('\n');
  return lines.map((line) => indent + (colour ? `\u001b[97;40m${line}\u001b[0m` : line));
}

const row = (label: string, text: string): string => `${indent}${label.padEnd(12)}${text}`;

/** Where to host: straight into the stage of the room, where there is one. */
function hostRows({ joinUrls: [join], hereUrl, hostKey, accounts, room }: Greeting): string[] {
  const place = room === null ? 'library' : `stage/${room.code}`;
  if (accounts === 'on') return [row('Host at', `${join}/${place}`), row('', 'whoever has an account signs in there')];
  if (accounts === 'empty')
    return [
      row('Set up', `${join}/account#key=${hostKey}`),
      row('', 'makes the first account, an owner, who invites the others: keep it to yourself'),
    ];
  return [
    ...(hereUrl === null ? [] : [row('Host here', `${hereUrl}/${place}`)]),
    row('Host link', `${join}/${place}#key=${hostKey}`),
    row('', 'lets whoever has it host from another machine: keep it to yourself'),
  ];
}

export function greet(greeting: Greeting): string {
  const { version, joinUrls, dataFolder, room, colour } = greeting;
  const [join, ...others] = joinUrls;
  const bold = (text: string): string => (colour ? `\u001b[1m${text}\u001b[0m` : text);
  const joinAt = (url: string): string => (room === null ? url : `${url}/${room.code}`);
  const lines = [
    '',
    `${indent}${bold('Quizloop')} ${version} is running.`,
    '',
    ...(room === null
      ? []
      : [
          row('Room', bold(room.code)),
          row('Playing', `${room.title} (${room.itemCount} items, about ${room.minutes} minutes)`),
          row('Made of', room.madeOf),
        ]),
    row('Join at', bold(joinAt(join))),
    ...others.map((url) => row('', joinAt(url))),
    ...hostRows(greeting),
    row('Kept in', dataFolder),
    '',
    ...qrLines(joinAt(join), colour),
    '',
    ...(isOnlyHere(new URL(join).hostname)
      ? [`${indent}Only this machine can reach that address: no network was found, or HOST says so.`, '']
      : []),
    `${indent}Stop with Ctrl+C.`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}
