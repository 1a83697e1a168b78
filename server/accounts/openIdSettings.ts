/** What the settings say of an OpenID provider, in one piece; nothing where half of it is missing. */
import type { ServerSettings } from '../settings.ts';
import type { Role } from '../../shared/roles.ts';

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** null: the provider knows this server by its address alone. */
  readonly clientSecret: string | null;
  /** Where the provider sends people back to. */
  readonly backUrl: string;
  /** What the button says. */
  readonly name: string;
  /** Of who comes for the first time and was not invited; null: they are sent away. */
  readonly roleOfComers: Role | null;
}

export type OpenIdParts = Pick<
  ServerSettings,
  'publicUrl' | 'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret' | 'oidcName' | 'oidcRole'
>;

/** As the operator enters it at the provider. */
export const backUrlOf = (publicUrl: string): string => `${publicUrl}/api/account/provider/back`;

export function openIdSettings(settings: OpenIdParts): OpenIdSettings | null {
  const { publicUrl, oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = settings;
  if (publicUrl === null || issuer === null || clientId === null) return null;
  return {
    issuer,
    clientId,
    clientSecret,
    backUrl: backUrlOf(publicUrl),
    name: settings.oidcName ?? new URL(issuer).host,
    roleOfComers: settings.oidcRole === 'none' ? null : settings.oidcRole,
  };
}
