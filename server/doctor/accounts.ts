/** Whether what accounts need goes together: encryption for passphrases, and a provider that answers. */
import { createOpenIdClient, ProviderFailed } from '../accounts/openIdClient.ts';
import { backUrlOf, openIdSettings } from '../accounts/openIdSettings.ts';
import type { ServerSettings } from '../settings.ts';
import { isOnlyHere } from '../start/networkAddress.ts';
import { ill, well, type Finding } from './finding.ts';

export async function* lookAtAccounts(settings: ServerSettings): AsyncGenerator<Finding> {
  const { accounts, publicUrl, oidcIssuer, oidcClientId } = settings;
  const isProviderNamed = oidcIssuer !== null || oidcClientId !== null;
  if (!accounts) {
    if (isProviderNamed)
      yield ill('a provider of accounts is named, and there are no accounts', 'Set QUIZLOOP_ACCOUNTS to on');
    return;
  }
  yield lookAtEncryption(publicUrl);
  if (isProviderNamed) yield await lookAtProvider(settings);
}

function lookAtEncryption(publicUrl: string | null): Finding {
  if (publicUrl?.startsWith('https:') === true) return well('accounts are on, and passphrases travel encrypted');
  if (publicUrl !== null && isOnlyHere(new URL(publicUrl).hostname))
    return well('accounts are on, for this machine alone');
  return ill(
    'accounts are on, and passphrases travel without encryption',
    'Let a proxy speak HTTPS, and set QUIZLOOP_PUBLIC_URL to its address: only there are passkeys, too',
  );
}

async function lookAtProvider(settings: ServerSettings): Promise<Finding> {
  const { publicUrl, oidcIssuer, oidcClientId } = settings;
  if (oidcIssuer === null || oidcClientId === null)
    return ill(
      'half of the provider of accounts is set',
      'Set both QUIZLOOP_OIDC_ISSUER and QUIZLOOP_OIDC_CLIENT_ID, or neither',
    );
  const known = openIdSettings(settings);
  if (known === null || publicUrl === null)
    return ill(
      'the provider of accounts does not know where to send people back to',
      'Set QUIZLOOP_PUBLIC_URL to the address of this server',
    );
  try {
    await createOpenIdClient(known, Date.now).addressFor({ state: 'x', nonce: 'x', verifier: 'x' });
    return well(`${known.name} signs people in, and sends them back to ${backUrlOf(publicUrl)}`);
  } catch (error) {
    if (!(error instanceof ProviderFailed)) throw error;
    return ill(
      `the provider at ${oidcIssuer} cannot be used: ${error.message}`,
      'Start it, or mend QUIZLOOP_OIDC_ISSUER: it is the address before /.well-known/openid-configuration',
    );
  }
}
