import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DockerUnderTest, dockerUnderTest } from '../../docker-under-test.ts';
import { subnetAt } from '../../subnets.ts';
import { lay, type Peer, probe, startPeer } from './peers.fixture.ts';
import { FIREWALL_TABLE, firewallRuleset } from './ruleset.ts';

const NAMES = { open: 'dryd-o1', packages: 'dryd-p1', none: 'dryd-n1' } as const;
type Name = keyof typeof NAMES;
const INMATES = ['open', 'packages', 'none'] as const;
const SUBNETS = { open: subnetAt(0), packages: subnetAt(1), none: subnetAt(2) } as const;
const INTERNET = '198.51.100.1 8080';
const NAMESERVER = '10.255.255.53';
/** In its own network. */
const BOX = '203.0.113.1';
const LOAD = `/usr/lib/drydock/firewall load ${FIREWALL_TABLE}`;

/**
 * A box with three sandboxes and a hub, all in namespaces of their own: no packet leaves them, and no filter but ours is
 * there. What is refused with it is reached without it, so that it is the one that refuses.
 */
describe('the firewall', () => {
  let under: DockerUnderTest;
  const peers: Peer[] = [];
  let box: Peer;
  let outside: Peer;
  let hub: Peer;
  let inmates: Record<Name, Peer>;

  beforeAll(async () => {
    under = await dockerUnderTest();
    box = await start(true);
    outside = await start(false);
    hub = await start(false);
    inmates = { open: await start(false), packages: await start(false), none: await start(false) };
    await connectOutside(box, outside);
    for (const name of INMATES) await connectInmate(name);
    await hub.run(`ip route add default via ${SUBNETS.open.gateway}`);
  });

  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.remove()));
    await under?.release();
  });

  async function start(routes: boolean): Promise<Peer> {
    const { docker, host, options } = under;
    const ports = [22, 53, 443, 3128, 8080];
    const { instance, home } = options;
    const image = host.firewallImage;
    const peer = await startPeer({ docker, image, ports, routes, instance, home });
    peers.push(peer);
    return peer;
  }

  async function connectInmate(name: Name): Promise<void> {
    const bridge = NAMES[name];
    const { gateway, hub: hubAddress, sandbox, proxy } = SUBNETS[name];
    await box.run(`ip link add ${bridge} type bridge; ip link set ${bridge} up
      ip addr add ${gateway}/28 dev ${bridge}; ip addr add ${ipv6(name)}::1/64 dev ${bridge} nodad`);
    const [inner, port] = await lay({ peer: inmates[name] }, { peer: box });
    const [hubInner, hubPort] = await lay({ peer: hub }, { peer: box });
    await box.run(`ip link set ${port} master ${bridge}; ip link set ${hubPort} master ${bridge}`);
    await hub.run(
      `ip addr add ${hubAddress}/28 dev ${hubInner}; ip addr add ${proxy}/28 dev ${hubInner}`,
    );
    await inmates[
      name
    ].run(`ip addr add ${sandbox}/28 dev ${inner}; ip route add default via ${gateway}
      ip addr add ${ipv6(name)}::3/64 dev ${inner} nodad
      ip route add default via ${ipv6(name)}::1`);
  }

  test('without it everything is reached', async () => {
    for (const name of INMATES) {
      const targets = [INTERNET, `${NAMESERVER} 53`, ...forbiddenTo(name)];
      expect(await probe(inmates[name], targets), name).toEqual(allAre('reached', targets));
    }
    expect(await probe(outside, ['10.210.0.3 8080'])).toEqual({ '10.210.0.3 8080': 'reached' });
    expect(await probe(hub, [INTERNET])).toEqual({ [INTERNET]: 'reached' });
  });

  describe('once it is loaded', () => {
    beforeAll(async () => {
      await box.run(LOAD, { RULES: firewallRuleset({ nameservers: [NAMESERVER, BOX] }) });
    });

    test.each(INMATES)(
      'from egress %s nothing of the box, its networks or its learners is reached',
      async (name) => {
        const targets = forbiddenTo(name);
        // Refused, not dropped: a learner is told at once.
        expect(await probe(inmates[name], targets)).toEqual(allAre('refused', targets));
      },
    );

    test.each(INMATES)('from egress %s the hub is reached', async (name) => {
      const target = `${SUBNETS[name].hub} 443`;
      expect(await probe(inmates[name], [target])).toEqual({ [target]: 'reached' });
    });

    test('the internet and the nameserver are for `open` alone', async () => {
      const targets = [INTERNET, `${NAMESERVER} 53`, `${BOX} 53`];
      expect(await probe(inmates.open, targets)).toEqual(allAre('reached', targets));
      expect(await probe(inmates.packages, targets)).toEqual(allAre('refused', targets));
      expect(await probe(inmates.none, targets)).toEqual(allAre('refused', targets));
    });

    test('the hub calls nobody over the networks of sessions', async () => {
      const targets = [INTERNET, `${SUBNETS.open.gateway} 8080`, `${NAMESERVER} 53`];
      expect(await probe(hub, targets)).toEqual(allAre('refused', targets));
    });

    test('the package proxy is for `packages` alone, on its own network', async () => {
      const own = `${SUBNETS.packages.proxy} 3128`;
      expect(await probe(inmates.packages, [own])).toEqual({ [own]: 'reached' });
      expect(await probe(inmates.open, [own])).toEqual({ [own]: 'refused' });
      expect(await probe(inmates.none, [own])).toEqual({ [own]: 'refused' });
    });

    test('the box reaches every sandbox, and nobody else does', async () => {
      const targets = INMATES.map((name) => `${SUBNETS[name].sandbox} 8080`);
      expect(await probe(box, targets)).toEqual(allAre('reached', targets));
      expect(await probe(outside, targets)).toEqual(allAre('refused', targets));
    });

    test('its counters say what was refused', async () => {
      const listed = await box.run(`/usr/lib/drydock/firewall list ${FIREWALL_TABLE}`);
      for (const name of ['to_host', 'to_sandbox', 'to_neighbour', 'by_egress', 'by_helper']) {
        expect(listed).toMatch(new RegExp(`counter ${name} \\{\\s+packets [1-9]`));
      }
    });

    test('rules that cannot be loaded leave those that are there', async () => {
      const broken = `${firewallRuleset({ nameservers: [] })}\nadd rule inet ${FIREWALL_TABLE} nowhere drop`;
      await expect(box.run(LOAD, { RULES: broken })).rejects.toThrow('nowhere');
      const targets = ['10.210.0.33 8080', INTERNET];
      expect(await probe(inmates.none, targets)).toEqual(allAre('refused', targets));
    });

    test('it is taken away as a whole, also twice', async () => {
      const unload = `/usr/lib/drydock/firewall unload ${FIREWALL_TABLE}`;
      await box.run(`${unload}; ${unload}`);
      expect(await box.run('nft list tables')).toBe('');
      expect(await probe(inmates.none, [INTERNET])).toEqual({ [INTERNET]: 'reached' });
    });
  });
});

/** What no sandbox reaches, whatever its egress. */
function forbiddenTo(name: Name): string[] {
  const other = SUBNETS[name === 'open' ? 'none' : 'open'];
  return [
    `${SUBNETS[name].gateway} 8080`,
    `${other.gateway} 8080`,
    // The box in its own network, and its neighbour there: public addresses, but not the internet.
    '203.0.113.1 22',
    '203.0.113.2 8080',
    '192.168.5.5 8080',
    '172.16.5.5 8080',
    '100.64.0.5 8080',
    '169.254.169.254 8080',
    `${NAMESERVER} 22`,
    `${other.sandbox} 8080`,
    `${other.sandbox} 443`,
    // Reached through the box, not over the sandbox's own network.
    `${other.hub} 443`,
    `${other.proxy} 3128`,
    `${ipv6(name)}::1 8080`,
    '2001:db8::1 8080',
  ];
}

function ipv6(name: Name): string {
  return `fd00:210:${SUBNETS[name].index + 1}`;
}

async function connectOutside(box: Peer, outside: Peer): Promise<void> {
  const [inner, outer] = await lay({ peer: box }, { peer: outside });
  await box.run(`ip addr add 203.0.113.1/24 dev ${inner}; ip route add default via 203.0.113.2
    ip route add 128.0.0.0/1 dev ${inner} table 77
    ip addr add fd00:203::1/64 dev ${inner} nodad; ip route add default via fd00:203::2`);
  const elsewhere = ['198.51.100.1', '192.168.5.5', '172.16.5.5', '100.64.0.5', '169.254.169.254'];
  const addresses = [...elsewhere, NAMESERVER].map((address) => `ip addr add ${address}/32 dev lo`);
  await outside.run(`ip addr add 203.0.113.2/24 dev ${outer}; ip route add default via 203.0.113.1
    ip addr add fd00:203::2/64 dev ${outer} nodad; ip route add default via fd00:203::1
    ip addr add 2001:db8::1/128 dev lo; ${addresses.join('; ')}`);
}

function allAre<T>(outcome: T, targets: readonly string[]): Record<string, T> {
  return Object.fromEntries(targets.map((target) => [target, outcome]));
}
