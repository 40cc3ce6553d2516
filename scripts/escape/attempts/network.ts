import { readFile } from 'node:fs/promises';
import { type Attempt, control } from '../attempt.ts';
import { answerOnHost, REACHED } from '../outside.ts';
import type { Range } from '../range.ts';
import { hostReaches, reach, type Target, unreachable, unreachableFor } from '../reach.ts';
import { perl, shell } from '../script.ts';

const FIREWALL = 'Drydock’s firewall';
const USERLAND = 'slirp4netns: the learner’s network ends in the sandbox';
const PUBLISHED = 8123;

export const network: readonly Attempt[] = [
  attempt('reach the clouds’ metadata address', FIREWALL, (range) =>
    unreachable(range, [{ address: range.outside.metadata, port: range.outside.port }]),
  ),
  attempt('reach a neighbour on the host’s LAN', FIREWALL, (range) =>
    unreachable(range, [{ address: range.outside.neighbour, port: range.outside.port }]),
  ),
  attempt('reach a neighbour on the host’s LAN that has public addresses', FIREWALL, (range) =>
    unreachable(range, [{ address: range.outside.publicNeighbour, port: range.outside.port }]),
  ),
  attempt('reach a service of the host at its LAN address', FIREWALL, async (range) => {
    const service = await onHost(range, range.outside.hostAddress);
    return unreachable(range, [service]);
  }),
  attempt('reach a service of the host at the gateway', FIREWALL, async (range) => {
    const services = [
      await onHost(range, range.ann.gateway),
      await onHost(range, range.bob.gateway),
    ];
    return unreachable(range, services);
  }),
  attempt(
    'reach a service of the host’s loopback',
    `${USERLAND}, without the host’s loopback`,
    async (range) => {
      const { port } = await onHost(range, '127.0.0.1');
      await hostReaches({ address: '127.0.0.1', port });
      const addresses = [
        '127.0.0.1',
        '10.0.2.2',
        '10.0.2.3',
        '10.0.2.1',
        '0.0.0.0',
        '::1',
        '127.0.0.11',
      ];
      return unreachableFor(
        range,
        addresses.map((address) => ({ address, port })),
      );
    },
  ),
  attempt('reach Drydock’s own API from behind', FIREWALL, async (range) => {
    const { hostname, port } = new URL(range.url);
    const health = await fetch(`${range.url}/api/health`);
    control(health.ok, 'the server answers the host');
    const gateway = await forward(range, Number(port));
    return unreachableFor(
      range,
      [{ address: hostname, port: Number(port) }, gateway],
      'connection',
    );
  }),
  attempt('reach the engine’s API by TCP', FIREWALL, async (range) => {
    const service = await onHost(range, range.ann.gateway, 2375);
    return unreachable(range, [service]);
  }),
  attempt('scan the host for open ports', FIREWALL, async (range) => {
    const own = await onHost(range, range.ann.gateway);
    const listening = await listeningPorts();
    control(listening.includes(own.port), 'the scan knows of a service that is there');
    await hostReaches(own);
    const ports = [...new Set([22, 80, 443, 2375, 2376, 2377, 5000, 7946, 8080, ...listening])];
    const targets = [range.ann.gateway, range.outside.hostAddress].flatMap((address) =>
      ports.slice(0, 40).map((port) => ({ address, port })),
    );
    const outcome = await unreachableFor(range, targets, 'connection');
    return outcome.blocked
      ? {
          ...outcome,
          evidence: `${targets.length} ports, none open; the last: ${outcome.evidence}`,
        }
      : outcome;
  }),
  attempt(
    'speak to the host’s engine by its socket',
    'mount and network namespaces: the one socket is the learner’s own engine’s',
    async (range) => {
      const { ID } = (await range.docker.info()) as { ID: string };
      const path = range.prepared.engine.socket;
      const ask = shell(`
      for socket in ${path} /var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock \\
        $(find / -xdev -type s 2> /dev/null | head -40) $(awk '$8 { print $8 }' /proc/net/unix | sort -u | grep -a '^/' | head -40); do
        curl --silent --max-time 2 --unix-socket $socket http://engine/info &
      done 2> /dev/null
      wait
      echo TRIED`);
      const output = (await range.ann.run(ask)).output + (await range.ann.nested(ask)).output;
      control(
        output.includes('TRIED') && output.includes('"ID"'),
        'the learner’s own engine answers to the same question',
      );
      const blocked = !output.includes(ID);
      return {
        blocked,
        evidence: blocked ? 'only the learner’s own engine answers' : `the host’s engine ${ID}`,
      };
    },
  ),
  attempt('reach a port of another sandbox', FIREWALL, async (range) => {
    const target = await publish(range);
    const own = await range.bob.run(reach([{ address: '127.0.0.1', port: PUBLISHED }]));
    control(own.output.includes('GOT'), 'its owner reaches it');
    const gateways = [range.bob.gateway, range.ann.gateway].map((address) => ({
      address,
      port: PUBLISHED,
    }));
    return unreachableFor(range, [target, ...gateways]);
  }),
  attempt('find others on the network by ARP', USERLAND, async (range) => {
    const hosts = [
      range.bob.address,
      range.ann.gateway,
      range.ann.address,
      range.outside.neighbour,
    ];
    const there = '10.0.2.2';
    const { output } = await range.ann.run(arp([there, ...hosts]));
    control(output.includes(`${there} answers`), `who is there does answer: ${output}`);
    const found = hosts.find((address) => output.includes(`${address} answers`));
    if (found) return { blocked: false, evidence: `${found} answers` };
    return { blocked: true, evidence: `nobody answers for ${hosts.join(', ')}` };
  }),
  attempt(
    'reach a neighbour by IPv6 (link-local, unique local)',
    `${USERLAND}, IPv4 only`,
    async (range) => {
      const { linkLocal, uniqueLocal, port } = range.outside;
      await hostReaches({ address: linkLocal, port });
      await hostReaches({ address: uniqueLocal, port });
      const zones = ['tap0', 'docker0', 'lo'].map((zone) => linkLocal.replace(/%.*/, `%${zone}`));
      return unreachableFor(
        range,
        [...zones, uniqueLocal].map((address) => ({ address, port })),
      );
    },
  ),
  attempt(
    'send datagrams, also with the sender forged',
    `${FIREWALL}; ${USERLAND}`,
    async (range) => {
      const { outside, ann, bob, host, unique } = range;
      const came = (word: string) => outside.visits.some(({ said }) => said.includes(word));
      const send = (word: string, source: string) => datagrams({ word, source, ...outside });
      await host.run(send(`host-${unique}`, '127.0.0.1'));
      await eventually(
        () => came(`host-${unique}`),
        'a datagram of the host comes to the neighbour',
      );
      await ann.run(send(`learner-${unique}`, bob.address));
      await ann.nested(send(`learner-${unique}`, bob.address));
      // What was sent before this one and came would be there before it.
      await host.run(send(`after-${unique}`, '127.0.0.1'));
      await eventually(() => came(`after-${unique}`), 'a later datagram comes');
      const blocked = !came(`learner-${unique}`);
      return { blocked, evidence: blocked ? 'none came to the neighbour' : 'a datagram came' };
    },
  ),
  attempt(
    'make an interface on the host (/dev/net/tun)',
    'network namespace',
    async ({ ann, host, unique }) => {
      const name = `dry${unique}`;
      const made = await ann.run(
        shell(
          `ip tuntap add dev ${name} mode tap; ip link set ${name} up; try ip link show ${name}; ip link set ${name} netns 1 && echo MOVED`,
        ),
      );
      control(made.output.includes('GOT'), `the learner makes one: ${made.output}`);
      const there = await host.run(['ip', 'link', 'show', name]);
      const others = await ann.run(shell(`try ip link show dre-${unique}`));
      control(
        (await host.run(['ip', 'link', 'show', `dre-${unique}`])).code === 0,
        'the host sees its interfaces',
      );
      const blocked =
        there.code !== 0 && !made.output.includes('MOVED') && others.output.includes('NO ');
      return {
        blocked,
        evidence: blocked
          ? 'it is in the learner’s network namespace only'
          : there.output + made.output,
      };
    },
  ),
];

/** A tiny service on an address of the host's own. */
async function onHost(range: Range, address: string, port = 0): Promise<Target> {
  const service = await answerOnHost(address, port);
  range.atEnd(service.close);
  return service;
}

/** The server's port at the gateway: where the server listens on all addresses, it is there, too. */
async function forward(range: Range, port: number): Promise<Target> {
  const service = await answerOnHost(range.ann.gateway, port);
  range.atEnd(service.close);
  await hostReaches(service);
  return service;
}

async function listeningPorts(): Promise<number[]> {
  const tables = await Promise.all(
    // Without IPv6 there is no such file.
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables.flatMap((table) =>
    [...table.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) \S+ 0A /gm)].map(([, port]) =>
      Number.parseInt(port ?? '', 16),
    ),
  );
}

/** A port of the other learner's sandbox, published by a container there. */
async function publish({ bob }: Range): Promise<Target> {
  const server = perl(`use IO::Socket::INET;
    my $server = IO::Socket::INET->new(LocalPort => 80, Listen => 9, ReuseAddr => 1) or die $!;
    while (my $client = $server->accept) { <$client>; print $client "HTTP/1.0 200 OK\\r\\n\\r\\n${REACHED}"; close $client }`);
  const [program, ...words] = server;
  const { code, output } = await bob.run([
    ...([
      'docker',
      'run',
      '--quiet',
      '--detach',
      '--publish',
      `${PUBLISHED}:80`,
      '--volume',
      '/:/host',
      'alpine',
    ] as const),
    ...['chroot', '/host', program, ...words],
  ]);
  control(code === 0, `the neighbour publishes a port: ${output}`);
  const target = { address: bob.address, port: PUBLISHED };
  // The container listens a moment after it is started.
  const late = Date.now() + 10_000;
  for (;;) {
    const failure = await hostReaches(target).catch((error: unknown) => error);
    if (failure === undefined) return target;
    if (Date.now() > late) throw failure;
  }
}

/** Asks on the wire who has these addresses, and says for two seconds who answers. */
function arp(addresses: readonly string[]) {
  return perl(`use Socket; use constant ARP => 0x0806;
    opendir my $folder, '/sys/class/net'; my ($name) = grep { /^tap/ } readdir $folder;
    my $read = sub { open my $file, '<', "/sys/class/net/$name/$_[0]" or die $!; my $line = <$file>; chomp $line; $line };
    my $mac = pack 'H*', $read->('address') =~ s/://gr;
    socket(my $wire, 17, SOCK_RAW, unpack 'S', pack 'n', ARP) or die $!;
    bind($wire, pack('SnlSCCa8', 17, ARP, $read->('ifindex'), 1, 0, 6, $mac)) or die $!;
    for my $asked (qw(${addresses.join(' ')})) {
      my $question = pack('nnnCCn', ARP, 1, 0x0800, 6, 4, 1) . $mac . inet_aton('10.0.2.100') . "\\0" x 6 . inet_aton($asked);
      send($wire, "\\xff" x 6 . $mac . $question, 0) or die $!;
    }
    my $late = time + 2;
    while (time < $late) {
      my $ready = ''; vec($ready, fileno $wire, 1) = 1;
      next if select($ready, undef, undef, 0.2) < 1;
      recv($wire, my $frame, 2000, 0);
      next if length $frame < 42 || unpack('n', substr $frame, 20, 2) != 2;
      print inet_ntoa(substr $frame, 28, 4), " answers\\n";
    }`);
}

/** UDP to the neighbour and the metadata address: plain, and with a header of one's own making. */
function datagrams({
  word,
  source,
  neighbour,
  metadata,
  port,
}: {
  word: string;
  source: string;
  neighbour: string;
  metadata: string;
  port: number;
}) {
  return perl(`use Socket;
    for my $to ('${neighbour}', '${metadata}') {
      socket(my $plain, AF_INET, SOCK_DGRAM, 0) or die $!;
      send($plain, '${word}', 0, pack_sockaddr_in(${port}, inet_aton($to)));
      socket(my $raw, AF_INET, SOCK_RAW, 255) or next;
      my $datagram = pack('nnnn', 4242, ${port}, 8 + length '${word}', 0) . '${word}';
      my $header = pack('CCnnnCCna4a4', 0x45, 0, 20 + length $datagram, 1, 0, 64, 17, 0, inet_aton('${source}'), inet_aton($to));
      send($raw, $header . $datagram, 0, pack_sockaddr_in(0, inet_aton($to)));
    }
    print "sent\\n";`);
}

async function eventually(isSo: () => boolean, what: string): Promise<void> {
  const late = Date.now() + 5_000;
  while (!isSo()) {
    control(Date.now() < late, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'network', name, blockedBy, run };
}
