/** What a server needs of the machine: its Node, its clock, and connections enough. Reads, and changes nothing. */
import { readFileSync } from 'node:fs';
import { connectionsWanted } from '../../shared/operatingLimits.ts';
import { ill, well, type Finding } from './finding.ts';

/** Before this was written nobody can have played. */
const earliestMs = Date.UTC(2025, 0, 1);

export const lookAtNode = (): Finding => well(`Node ${process.versions.node} on ${process.platform}`);

export function lookAtClock(nowMs: number): Finding {
  const shown = `${new Date(nowMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return nowMs < earliestMs
    ? ill(`the clock says ${shown}`, 'Set the clock, or let the system set it (NTP): rooms are kept by it')
    : well(`the clock says ${shown}`);
}

/** Null where the system does not tell. Node itself raises the soft limit to the hard one. */
export function lookAtConnections(limits = readLimits()): Finding | null {
  const [, hard] = /^Max open files\s+\d+\s+(\d+|unlimited)/m.exec(limits) ?? [];
  if (hard === undefined) return null;
  return Number(hard) < connectionsWanted
    ? ill(
        `at most ${hard} connections and files may be open`,
        `Raise the limit to ${String(connectionsWanted)} or more for large rooms (ulimit -n; LimitNOFILE= in a systemd unit)`,
      )
    : well(`${hard === 'unlimited' ? 'any number of' : hard} connections and files may be open`);
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
