import { randomInt } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { ip, lay, type PeerOptions, startPeer } from './peers.fixture.ts';

/** What stands for the world around this box; all of it answers on these ports, as `reached`, to this box itself. */
export interface Outside {
  /** `<address> <port>`, behind a router. */
  readonly internet: string;
  /** What no sandbox may reach, each said in words. */
  readonly forbidden: Readonly<Record<string, string>>;
  /** On which the box itself answers, at all of its addresses. */
  readonly servicePort: number;
  remove(): Promise<void>;
}

const PORT = 8080;
const METADATA = '169.254.169.254';

/** Needs root: it lays a cable from this box to a namespace that the test has made, with addresses that nobody else uses. */
export async function standInForOutside(
  options: Omit<PeerOptions, 'ports' | 'routes'>,
): Promise<Outside> {
  const peer = await startPeer({ ...options, ports: [PORT], routes: false });
  const [here, there] = await lay({}, { peer });
  // Two runs at once: 16 384 cables in 10.77.0.0/16.
  const cable = randomInt(1 << 14) * 4;
  const lan = (host: number) => `10.77.${(cable + host) >> 8}.${(cable + host) & 255}`;
  const last = randomInt(1, 127);
  const internet = `198.51.100.${last}`;
  const neighbour = `198.51.100.${last + 127}`;
  const privateNetwork = `192.168.${200 + randomInt(50)}.${last}`;
  await ip('addr', 'add', `${lan(1)}/30`, 'dev', here);
  await peer.run(`ip addr add ${lan(2)}/30 dev ${there}; ip route add default via ${lan(1)}
    for address in ${internet} ${neighbour} ${privateNetwork} ${METADATA}; do ip addr add $address/32 dev lo; done`);
  // With a metric of its own, for another run may have the same addresses, as it has that of the metadata; in a cloud
  // there is a real service of that address, which must get nothing of this.
  const metric = ['metric', String(cable + 1)];
  for (const address of [internet, privateNetwork, METADATA]) {
    await ip('route', 'add', `${address}/32`, 'via', lan(2), ...metric);
  }
  await ip('route', 'add', `${neighbour}/32`, 'dev', here, ...metric);
  const service = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end('reached\n');
  });
  await new Promise<void>((listening) => service.listen(0, '0.0.0.0', listening));
  const servicePort = (service.address() as AddressInfo).port;
  return {
    internet: `${internet} ${PORT}`,
    forbidden: {
      'the metadata service of a cloud': `${METADATA} ${PORT}`,
      "a neighbour in the box's network": `${lan(2)} ${PORT}`,
      'a neighbour with a public address': `${neighbour} ${PORT}`,
      'another private network': `${privateNetwork} ${PORT}`,
      'a service of the box': `${lan(1)} ${servicePort}`,
    },
    servicePort,
    async remove() {
      await new Promise((closed) => service.close(closed));
      // The cable and its routes go with the namespace.
      await peer.remove();
    },
  };
}
