/** What a setting is, and the forms that values of settings have: each reads a text, or refuses it. What they are for, the table says. */
import * as v from 'valibot';
import { hostKeyCharactersMax, hostKeyCharactersMin } from '../shared/limits.ts';

/** One setting: where it comes from, what it must be, and what --help says of it. */
export interface SettingRow<Key extends string, Value> {
  readonly key: Key;
  /** Variables it is read from; the first that is set counts. */
  readonly env: readonly [string, ...string[]];
  /** null: no flag, because everybody on the machine can read the arguments of a running program. */
  readonly flag: string | null;
  readonly value: string;
  readonly default: string;
  /** What is shown for the default where the value itself says too little. */
  readonly defaultShown?: string;
  /** Completes the sentence "… must be". */
  readonly expected: string;
  readonly help: string;
  readonly schema: v.GenericSchema<string, Value>;
}

export const wholeNumber = (min: number, max: number) =>
  v.pipe(v.string(), v.trim(), v.regex(/^\d+$/), v.transform(Number), v.minValue(min), v.maxValue(max));

export const list = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim())),
  v.transform((parts) => parts.filter((part) => part !== '')),
);

/** A plain http(s) address without path, query or user, in the form browsers send as Origin. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = /^https?:$/.test(url.protocol) && url.pathname === '/' && !/[?#@]/.test(text);
  return isPlain ? url.origin : null;
}

export const origin = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => originOf(text) !== null),
  v.transform((text) => originOf(text) ?? text),
);

/** As above, with a path. */
export const serviceUrl = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^https?:\/\/[^?#@\s]+$/),
  v.check((text) => URL.canParse(text)),
  v.transform((text) => text.replace(/\/+$/, '')),
);

/** An OpenID provider. Its address is compared letter by letter, a slash at the end too, so it stays as it is. */
export const issuerUrl = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(?:https:\/\/|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$))[^?#@\s]*$/),
  v.check((text) => URL.canParse(text)),
);

export const postgresUrl = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^postgres(?:ql)?:\/\/\S+$/),
  v.check((text) => URL.canParse(text)),
);

export const redisUrl = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^rediss?:\/\/[^\s/?#]+(?:\/\d*)?$/),
  v.check((text) => URL.canParse(text)),
);

export const onOff = v.pipe(
  v.picklist(['on', 'off']),
  v.transform((text) => text === 'on'),
);

/** A key that cannot be guessed, in letters that every header and file takes. */
export const longKey = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[\w-]*$/),
  v.minLength(hostKeyCharactersMin),
  v.maxLength(hostKeyCharactersMax),
);
export const longKeyExpected = `${hostKeyCharactersMin} to ${hostKeyCharactersMax} characters of A–Z, a–z, 0–9, "-" and "_"`;

/** An empty text stands for "not set": container files cannot leave a variable out. */
export const orNull = <Output>(schema: v.GenericSchema<string, Output>) =>
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => null),
    ),
    schema,
  ]);

export const path = v.pipe(v.string(), v.minLength(1));
