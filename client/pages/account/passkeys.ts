/** Passkeys between this device and the server: signing in with one, and making one. No call throws. */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { accounts, type AccountError } from '../../live/accounts.ts';
import type { Told } from '../../live/calls.ts';

export type PasskeyError = AccountError | 'passkey-stopped' | 'passkey-there' | 'passkey-failed' | 'passkey-unknown';

/** Browsers have none where the address is not secure. */
export const hasPasskeys = browserSupportsWebAuthn;

export async function signInByPasskey(): Promise<Told<unknown, PasskeyError>> {
  const asked = await accounts.passkeyOptions<PublicKeyCredentialRequestOptionsJSON>();
  if (!asked.ok) return asked;
  const { ask, options } = asked.value;
  const shown = await attempt(() => startAuthentication({ optionsJSON: options }));
  if (!shown.ok) return shown;
  const told = await accounts.signInByPasskey(ask, shown.value);
  // There was no name and no passphrase that could be wrong.
  return !told.ok && told.why === 'sign-in-wrong' ? { ok: false, why: 'passkey-unknown' } : told;
}

/** `passphrase`: '' where the account has none. */
export async function makePasskey(label: string, passphrase: string): Promise<Told<unknown, PasskeyError>> {
  const asked = await accounts.newPasskeyOptions<PublicKeyCredentialCreationOptionsJSON>(passphrase);
  if (!asked.ok) return asked;
  const made = await attempt(() => startRegistration({ optionsJSON: asked.value }));
  if (!made.ok) return made;
  const told = await accounts.addPasskey(made.value, label);
  // The passphrase was right: what was asked of the device is over.
  return !told.ok && told.why === 'sign-in-wrong' ? { ok: false, why: 'passkey-stopped' } : told;
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Told<Value, PasskeyError>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const code = error instanceof WebAuthnError ? error.code : '';
    if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return { ok: false, why: 'passkey-there' };
    // Browsers give one name to "the person said no", "nothing came in time" and "there is none here".
    const isStopped = code === 'ERROR_CEREMONY_ABORTED' || (error instanceof Error && error.name === 'NotAllowedError');
    return { ok: false, why: isStopped ? 'passkey-stopped' : 'passkey-failed' };
  }
}

const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** What people would call this device, to begin with. */
export const deviceName = (userAgent: string): string => systems.find(([sign]) => sign.test(userAgent))?.[1] ?? '';
