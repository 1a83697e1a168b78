/** Which of this machine's addresses the people in the room can type: the likely one first. */
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Bridges of containers and virtual machines: real addresses, but no phone is in their network. */
const virtualName = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|cni|flannel|lxc|tailscale|utun|wg|zt|tun)/i;

/** Lower is likelier: home and school networks, then larger ones, then what a network without a router gives. */
function rank(name: string, address: string): number {
  const range = [/^192\.168\./, /^10\./, /^172\.(?:1[6-9]|2\d|3[01])\./].findIndex((start) => start.test(address));
  const unlikely = address.startsWith('169.254.') ? 20 : 0;
  return (range === -1 ? 3 : range) + unlikely + (virtualName.test(name) ? 10 : 0);
}

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::' || host === '';

/** The names people can reach a server at that listens on `host`: at least one. */
export function reachableHosts(host: string, interfaces: Interfaces = networkInterfaces()): string[] {
  if (!isEverywhere(host)) return [host.includes(':') ? `[${host}]` : host];
  const found = Object.entries(interfaces)
    .flatMap(([name, addresses = []]) =>
      addresses.map(({ address, family, internal }) => ({ name, address, family, internal })),
    )
    .filter(({ family, internal }) => !internal && family === 'IPv4')
    .map(({ name, address }) => ({ address, rank: rank(name, address) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address);
  return found.length > 0 ? [...new Set(found)] : ['localhost'];
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether only this machine can reach the address. */
export const isOnlyHere = (host: string): boolean => loopback.test(host);

/** Whether the server also answers on this machine's own name. */
export const isServedHere = (host: string): boolean => isEverywhere(host) || isOnlyHere(host) || host === '::1';
