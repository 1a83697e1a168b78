/** `npm run fingerprint`: keeps what the wire is now, once protocolVersion says that it changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { protocolVersion } from '../../shared/protocol/messages.ts';
import { changedParts, fingerprintNow, keptUrl, type Kept } from './fingerprint.ts';

const kept = JSON.parse(readFileSync(keptUrl, 'utf8')) as Kept;
const now = fingerprintNow();
const changed = changedParts(kept.fingerprint, now);

if (changed.length > 0 && kept.protocolVersion === protocolVersion) {
  process.stderr.write(
    `Changed: ${changed.join(', ')}. Raise protocolVersion in shared/protocol/messages.ts first: ` +
      'pages of the old version must know that they are to reload.\n',
  );
  process.exitCode = 1;
} else {
  const next: Kept = { protocolVersion, fingerprint: now };
  writeFileSync(keptUrl, `${JSON.stringify(next, null, 2)}\n`);
  process.stdout.write(`Version ${String(protocolVersion)}: ${changed.join(', ') || 'nothing'} changed.\n`);
}
