/**
 * Passphrases: which are refused, how they are kept, and whether one is right. A slow hash costs memory and a core, so
 * few run at once, and whoever would wait too long is sent away.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import {
  passphraseCharactersMax,
  passphraseCharactersMin,
  passphraseDifferentMin,
  scryptAtOnceMax,
  scryptTurnMsMax,
} from '../../shared/accountLimits.ts';
import { createSlots } from '../http/slots.ts';
import { AccountRefusal } from './account.ts';
import { commonPassphrases } from './commonPassphrases.ts';

/** 128 MB and some tenths of a second for each guess, also for who took the database away. */
const now = { logN: 17, r: 8, p: 1 };
const keyBytes = 32;
const saltBytes = 16;

const slots = createSlots(scryptAtOnceMax, scryptTurnMsMax);

/** What two keyboards make of the same letters. */
const formOf = (passphrase: string): string => passphrase.normalize('NFKC');
const plainForm = (text: string): string => formOf(text).toLowerCase().replace(/\s+/gu, '');

/** Throws where the passphrase is too short, too long, or among the first that somebody who knows the name would try. */
export function refuseWeak(passphrase: string, name: string): void {
  const letters = [...formOf(passphrase)];
  const isLong = letters.length >= passphraseCharactersMin && letters.length <= passphraseCharactersMax;
  const plain = plainForm(passphrase);
  const isVaried = new Set(plain).size >= passphraseDifferentMin;
  const named = plainForm(name);
  // A name of one or two letters stands in every other sentence.
  const isNamed = named.length > 2 && plain.includes(named);
  if (!isLong || !isVaried || isNamed || commonPassphrases.has(plain)) throw new AccountRefusal('passphrase-weak');
}

/** As it is stored: the parameters beside it, so that later ones can be others. */
export async function hashPassphrase(passphrase: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(passphrase, salt, now);
  return ['scrypt', now.logN, now.r, now.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Nobody's: who asks for an account that is not there, or that has no passphrase, waits as long as the others. */
const nobodys = ['scrypt', now.logN, now.r, now.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');

export async function isPassphrase(stored: string | null, passphrase: string): Promise<boolean> {
  const [, logN, r, p, salt = '', key = ''] = (stored ?? nobodys).split('$');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const found = await derive(passphrase, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(found, Buffer.from(key, 'base64url')) && stored !== null;
}

async function derive(passphrase: string, salt: Buffer, { logN, r, p }: typeof now): Promise<Buffer> {
  const N = 2 ** logN;
  const done = await slots();
  if (done === null) throw new AccountRefusal('too-many');
  try {
    return await slowly(formOf(passphrase), salt, { N, r, p, maxmem: 256 * N * r });
  } finally {
    done();
  }
}

const slowly = (passphrase: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase, salt, keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
