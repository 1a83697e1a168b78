/**
 * What a term is called: as it is shown, and all other names it goes by (its abbreviation, the long form of one, what
 * stands behind a slash, "also called"). A bracket that only says where the term belongs is no name.
 */
import type { LanguageName } from '../../grading/languages.ts';
import { isSpelling, normalise } from '../../grading/spelling.ts';
import { capital } from './brief.ts';

export interface Names {
  /** As the term is called among others: without brackets, the first of several. */
  readonly shown: string;
  /** As it is asked about: with the bracket where that says which of two meanings is meant. */
  readonly asked: string;
  /** All of them, `shown` first. */
  readonly all: readonly string[];
  /** Those of them that are short for another. */
  readonly short: readonly string[];
}

/** SRE, DiRT, pH; also a single sign, as σ. */
const isAbbreviation = (text: string): boolean =>
  (/^[\p{L}\p{N}][\p{L}\p{N}.&+-]{1,9}$/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= 2) ||
  /^(?:\p{L}|\p{S}|\p{Ll}\p{Lu})$/u.test(text);

/** "ha" of hektar, "kg" of kilogram. */
const isShortFor = (short: string, long: string): boolean =>
  /^\p{Ll}{1,4}\.?$/u.test(short) &&
  new RegExp(`^${[...short.replace('.', '')].join('.*')}`, 'iu').test(long) &&
  short.length * 2 <= long.length;

const initialsOf = (text: string): string =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.charAt(0).toUpperCase()).join('');

/** "Payment Card Industry Data Security Standards" is the long form of "PCI DSS". */
const isLongFormOf = (long: string, short: string): boolean =>
  /\s/.test(long) &&
  /^[\p{Lu}\p{N} .&-]{2,12}$/u.test(short) &&
  initialsOf(long) === short.replace(/[^\p{L}\p{N}]/gu, '');

/** Each takes the name that follows; `{name}` is replaced by what a name may look like. */
const alsoCalled: Readonly<Record<LanguageName, string>> = {
  en: '(?:also|sometimes|often|otherwise) (?:called|known as|referred to as|named)|a\\.?k\\.?a\\.?|abbreviated(?: as)?|short for',
  sv: '(?:även|också|ibland|ofta) (?:kallad|kallat|kallade|kallas|känd som|känt som)|förkortat|förkortas',
  de: 'auch bekannt als|abgekürzt',
  fr: '(?:aussi|également|parfois|souvent) (?:appelée?s?|nommée?s?|dite?s?|connue?s? sous le nom de)|abrégée? en',
  es: '(?:también|a veces) (?:llamad[oa]s?|conocid[oa]s? como|denominad[oa]s?)|abreviad[oa] como',
  other: '(?!)',
};
const nameForm =
  '["“”«„\']?((?:the |an? |en |ett |der |die |das |la |le |el )?[\\p{L}\\p{N}][\\p{L}\\p{N}+#&-]*(?: [\\p{L}\\p{N}-]+){0,3}?)["“”»\']?';
/** "auch Deckenhaus genannt" has the name in the middle. */
const germanNamed = /[,(]?\s*auch (?:als )?["„“]?([\p{L}\p{N} -]{2,40}?)["“”]? (?:genannt|bezeichnet)[,)]?/iu;

const patterns = new Map<LanguageName, RegExp>();
function alsoPattern(name: LanguageName): RegExp {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`\\s*[,(–—-]?\\s*(?:${alsoCalled[name]}):? ${nameForm}\\s*(?=[,;.)–—]|$)[,)]?`, 'iu');
    patterns.set(name, pattern);
  }
  return pattern;
}

/** A definition, and the other names that it tells; these are taken out of it, since they would answer for the term. */
export function readAlsoCalled(
  definition: string,
  language: LanguageName,
): { readonly definition: string; readonly names: readonly string[] } {
  const head = definition.slice(0, 600);
  const match = alsoPattern(language).exec(head) ?? (language === 'de' ? germanNamed.exec(head) : null);
  const found = match?.[1];
  if (match === null || found === undefined) return { definition, names: [] };
  const rest = `${definition.slice(0, match.index)}${/^[\s.;]/.test(definition.slice(match.index + match[0].length)) ? '' : ' '}${definition.slice(match.index + match[0].length)}`;
  const left = rest
    .replace(/^[\s,;.]+/u, '')
    .replace(/\s+([.,;])/gu, '$1')
    .trim();
  const name = found.replace(/^(?:the|an?|en|ett|der|die|das|la|le|el) /iu, '').trim();
  return left.length < 12 || normalise(name) === ''
    ? { definition, names: [] }
    : { definition: capital(left), names: [name] };
}

/** English, where it is sure: systems and system, batteries and battery. */
function otherNumber(name: string): string | null {
  const last = /(?:^|[\s-])(\p{Ll}{4,}|\p{Lu}\p{Ll}{3,})$/u.exec(name)?.[1];
  if (last === undefined || /(?:ss|us|is|ics|ews|man)$/.test(last)) return null;
  const before = name.slice(0, name.length - last.length);
  if (/[^aeiou]ies$/.test(last)) return `${before}${last.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(last)) return `${before}${last.slice(0, -2)}`;
  if (/s$/.test(last)) return `${before}${last.slice(0, -1)}`;
  if (/[^aeiou]y$/.test(last)) return `${before}${last.slice(0, -1)}ies`;
  return `${before}${last}${/(?:ch|sh|x|z)$/.test(last) ? 'es' : 's'}`;
}

/** The names, and those in one or in many that forgiven spelling would not take for them anyway. */
export const inBothNumbers = (names: readonly string[], language: LanguageName): string[] =>
  names.flatMap((name) => {
    const other = language === 'en' && !/\s(?:of|for|in)\s/.test(name) ? otherNumber(name) : null;
    return other === null || isSpelling(normalise(other), normalise(name), true) ? [name] : [name, other];
  });

export function namesOf(term: string, also: readonly string[]): Names {
  const bracket = /^(.+?)\s*[(（]([^()（）]+)[)）]\s*(.*)$/u.exec(term);
  const outside = bracket === null ? term : `${bracket[1]} ${bracket[3] ?? ''}`.trim();
  const inside = bracket?.[2]?.trim() ?? '';
  const parts = outside
    .split(/\s+\/\s+/u)
    .map((part) => part.trim())
    .filter((part) => normalise(part) !== '');
  const shown = parts[0] ?? term;
  const isShort = isAbbreviation(inside) || isShortFor(inside, shown);
  const isLong = isLongFormOf(inside, shown);
  const isName = inside !== '' && (isShort || isLong);
  const all = [...(parts.length === 0 ? [term] : parts), ...(isName ? [inside] : []), ...also];
  const seen = new Set<string>();
  const short = [...(isShort ? [inside] : []), ...(isLong ? [shown] : []), ...also.filter(isAbbreviation)];
  return {
    shown,
    asked: inside === '' || isName ? shown : `${shown} (${inside})`,
    all: all.filter((name) => {
      const normal = normalise(name);
      if (seen.has(normal)) return false;
      seen.add(normal);
      return true;
    }),
    short,
  };
}
