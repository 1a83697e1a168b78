/**
 * A device with passkeys, in software: makes keys (ES256) and signs with them as browsers hand it on, CBOR and all. It signs
 * whatever it is asked, so that tests can be somebody who lies.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

type Cbor = number | string | Buffer | readonly (readonly [number | string, Cbor])[];

/** As much of CBOR as attestations are made of: whole numbers, bytes, texts and maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.length), ...value.flatMap(([key, each]) => [cbor(key), cbor(each)])]);
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.of((kind << 5) | count);
  return count < 256 ? Buffer.of((kind << 5) | 24, count) : Buffer.of((kind << 5) | 25, count >> 8, count & 255);
}

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
/** What every answer of a key says of it. */
const credential = (id: string) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} });
const word = (bytes: string | Buffer): string => Buffer.from(bytes).toString('base64url');

function publicKeyOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
}

interface Key {
  readonly id: string;
  readonly site: string;
  readonly handle: string;
  readonly secret: KeyObject;
}

export class SoftAuthenticator {
  /** How often it says it signed. */
  counter = 0;
  readonly #keys: Key[] = [];
  readonly #idOfAll: string | null;

  /** `idOfAll`: the id that its keys say they have; else each has one of its own. */
  constructor(idOfAll: string | null = null) {
    this.#idOfAll = idOfAll;
  }

  /** A new key for the site of the options, as a page at `origin` is given it. */
  make(options: PublicKeyCredentialCreationOptionsJSON, origin: string): RegistrationResponseJSON {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const idBytes = this.#idOfAll === null ? randomBytes(16) : Buffer.from(this.#idOfAll, 'base64url');
    const key = { id: word(idBytes), site: options.rp.id ?? '', handle: options.user.id, secret: pair.privateKey };
    this.#keys.push(key);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, 16), idBytes, publicKeyOf(pair.publicKey)]);
    const authData = Buffer.concat([this.#says(key.site, 0x40), attested]);
    return {
      ...credential(key.id),
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin),
        attestationObject: word(
          cbor([
            ['fmt', 'none'],
            ['attStmt', []],
            ['authData', authData],
          ]),
        ),
        transports: ['internal'],
      },
    };
  }

  /** Signs with its latest key for the site. */
  sign({ rpId, challenge }: PublicKeyCredentialRequestOptionsJSON, origin: string): AuthenticationResponseJSON {
    const key = this.#keys.findLast(({ site }) => site === rpId);
    if (key === undefined) throw new Error(`it has no key for ${String(rpId)}`);
    this.counter += 1;
    const authData = this.#says(key.site, 0);
    const clientDataJSON = clientData('webauthn.get', challenge, origin);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return {
      ...credential(key.id),
      response: {
        clientDataJSON,
        authenticatorData: word(authData),
        signature: word(sign('sha256', signed, key.secret)),
        userHandle: key.handle,
      },
    };
  }

  /** Somebody is there (1) and showed a finger (4). */
  #says(site: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(site), Buffer.of(flags | 0x05), counter]);
  }
}

const clientData = (type: string, challenge: string, origin: string): string =>
  word(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
