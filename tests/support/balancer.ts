/**
 * A load balancer as plain as they come: it hands each new connection to the next node in turn, and to another one where
 * nobody listens. It knows no sessions, so nobody can rely on staying with a node.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    track(client);
    passTo(client, ports.length);
  });
  const track = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  };
  const passTo = (client: Socket, triesLeft: number): void => {
    const port = ports[turn++ % ports.length];
    if (port === undefined || triesLeft === 0) return void client.destroy();
    const node = connect(port, '127.0.0.1');
    track(node);
    const refused = (): void => passTo(client, triesLeft - 1);
    node.once('error', refused);
    node.once('connect', () => {
      node.off('error', refused);
      client.pipe(node).pipe(client);
      client.on('close', () => node.destroy());
      node.on('close', () => client.destroy());
    });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}
