/** The settings of accounts: rows of the table in settings.ts. */
import * as v from 'valibot';
import {
  clientIdCharactersMax,
  clientSecretCharactersMax,
  providerNameCharactersMax,
} from '../shared/accountLimits.ts';
import { issuerUrl, onOff, orNull, type SettingRow } from './settingValues.ts';

export interface AccountSettings {
  /** Whoever hosts or makes packs signs in. */
  accounts: boolean;
  /** An OpenID provider that people may sign in through, and what this server is there; null: none. */
  oidcIssuer: string | null;
  oidcClientId: string | null;
  oidcClientSecret: string | null;
  /** What the button says; null: the host of the issuer. */
  oidcName: string | null;
  /** Of who comes from there for the first time; none: only who was invited. */
  oidcRole: 'host' | 'author' | 'none';
}

export const accountSettings: readonly SettingRow<keyof AccountSettings, AccountSettings[keyof AccountSettings]>[] = [
  {
    key: 'accounts',
    env: ['QUIZLOOP_ACCOUNTS'],
    flag: 'accounts',
    value: 'on|off',
    default: 'off',
    expected: '"on" or "off"',
    help: 'Whoever hosts or makes packs signs in, each with packs, rooms and reports of their own.',
    schema: onOff,
  },
  {
    key: 'oidcIssuer',
    env: ['QUIZLOOP_OIDC_ISSUER'],
    flag: 'oidc-issuer',
    value: 'URL',
    default: '',
    defaultShown: 'none',
    expected:
      'the address of an OpenID provider, such as https://login.example.org (without https only on this machine)',
    help: 'OpenID provider to sign in through, with accounts. It sends people back to the public URL.',
    schema: orNull(issuerUrl),
  },
  {
    key: 'oidcClientId',
    env: ['QUIZLOOP_OIDC_CLIENT_ID'],
    flag: 'oidc-client-id',
    value: 'ID',
    default: '',
    defaultShown: 'none',
    expected: `what the provider calls this server, up to ${clientIdCharactersMax} characters`,
    help: 'What the provider calls this server. Needed with the above.',
    schema: orNull(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(clientIdCharactersMax))),
  },
  {
    key: 'oidcClientSecret',
    env: ['QUIZLOOP_OIDC_CLIENT_SECRET'],
    flag: null,
    value: 'SECRET',
    default: '',
    defaultShown: 'none',
    expected: `up to ${clientSecretCharactersMax} characters`,
    help: 'What the provider gave this server to prove itself with, if it did.',
    schema: orNull(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(clientSecretCharactersMax))),
  },
  {
    key: 'oidcName',
    env: ['QUIZLOOP_OIDC_NAME'],
    flag: 'oidc-name',
    value: 'NAME',
    default: '',
    defaultShown: 'the host of the issuer',
    expected: `a name, up to ${providerNameCharactersMax} characters`,
    help: 'What the button for the provider says.',
    schema: orNull(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(providerNameCharactersMax))),
  },
  {
    key: 'oidcRole',
    env: ['QUIZLOOP_OIDC_ROLE'],
    flag: 'oidc-role',
    value: 'ROLE',
    default: 'none',
    expected: '"host", "author" or "none"',
    help: 'What people may who come from the provider for the first time. none: only who was invited comes in.',
    schema: v.picklist(['host', 'author', 'none']),
  },
];
