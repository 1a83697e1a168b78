/** Whether the port can be had, and whether address, proxies and sites that were set go together. */
import { differentCharactersMin } from '../../shared/operatingLimits.ts';
import type { ServerSettings } from '../settings.ts';
import { openDoor } from '../start/door.ts';
import { isOnlyHere, isServedHere, reachableHosts } from '../start/networkAddress.ts';
import { StartRefusal } from '../start/startRefusal.ts';
import { ill, well, type Finding } from './finding.ts';

/** `isRunning`: a server plays from the same folder, and is expected to have the port. */
export async function lookAtPort(settings: ServerSettings, isRunning: boolean): Promise<Finding> {
  const { port, host } = settings;
  try {
    (await openDoor(settings)).close();
    return well(port === 0 ? 'any free port will do' : `port ${String(port)} of ${host} is free`);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    if (isRunning && (await isOurs(settings))) return well(`port ${String(port)} is used by the server that runs`);
    return ill(`port ${String(port)} of ${host} cannot be used`, error.message);
  }
}

async function isOurs({ port, host }: ServerSettings): Promise<boolean> {
  const name = isServedHere(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${String(port)}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

export function lookAtAddress({ publicUrl, host, trustedProxies }: ServerSettings): Finding[] {
  if (publicUrl === null) {
    const [best = ''] = reachableHosts(host);
    return isOnlyHere(best)
      ? [
          ill(
            'only this machine can reach the server',
            'Join a network, set HOST to 0.0.0.0, or set QUIZLOOP_PUBLIC_URL',
          ),
        ]
      : [well(`people join at ${best}, in the local network`)];
  }
  const { protocol, hostname } = new URL(publicUrl);
  if (isOnlyHere(hostname))
    return [
      ill(`${publicUrl} leads every phone to itself`, 'Set QUIZLOOP_PUBLIC_URL to an address that phones can reach'),
    ];
  const findings = [well(`people join at ${publicUrl}`)];
  const isNamed = /[a-z]/i.test(hostname) && hostname.includes('.') && !hostname.endsWith('.local');
  if (protocol === 'http:' && isNamed)
    findings.push(
      ill(
        `${publicUrl} is not encrypted`,
        'Let a proxy speak HTTPS: names, answers and the host key can be read on the way',
      ),
    );
  if (protocol === 'https:' && trustedProxies === 0)
    findings.push(
      ill(
        'HTTPS means a proxy in front, and none is trusted',
        'Set QUIZLOOP_TRUST_PROXY to the number of proxies: else all people seem to come from one address, and are held back',
      ),
    );
  return findings;
}

export function lookAtOrigins({ publicUrl, origins }: ServerSettings): Finding {
  if (origins.length === 0) return well('pages of no other site may connect');
  const twice = origins.find((origin, at) => origin === publicUrl || origins.indexOf(origin) !== at);
  if (twice !== undefined)
    return ill(`${twice} is named twice`, 'Leave it out of QUIZLOOP_ORIGINS: the public address counts anyway');
  const plain =
    publicUrl?.startsWith('https:') === true ? origins.find((origin) => origin.startsWith('http:')) : undefined;
  return plain === undefined
    ? well(`pages of ${origins.join(', ')} may connect, too`)
    : ill(`${plain} may connect, and is not encrypted`, 'Name it with https in QUIZLOOP_ORIGINS, or leave it out');
}

/** A key that was given, not one that was made. */
export function lookAtHostKey({ hostKey }: ServerSettings): Finding | null {
  if (hostKey === null) return null;
  return new Set(hostKey).size < differentCharactersMin
    ? ill(
        'the host key can be guessed: it has few different characters',
        'Leave QUIZLOOP_HOST_KEY out and one is made, or set it to what "openssl rand -hex 24" prints',
      )
    : well('the host key is hard to guess');
}

export function lookAtOpinion({ opinionUrl, opinionModel }: ServerSettings): Finding | null {
  if (opinionUrl === null && opinionModel === null) return null;
  if (opinionUrl === null || opinionModel === null)
    return ill(
      'half of the service for opinions is set',
      'Set both QUIZLOOP_OPINION_URL and QUIZLOOP_OPINION_MODEL, or neither',
    );
  return well(`${new URL(opinionUrl).host} is asked for opinions: it gets questions, references and answers`);
}
