import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { runOnHost } from '../debian/host-command.ts';
import { type ObjectOwner, ownLabels } from '../labels.ts';

/** A network namespace of the test's own, which answers with `reached` on some TCP ports of all its addresses. */
export interface Peer {
  readonly pid: number;
  /** Runs a shell script in it, as its network's root; resolves with what it prints, rejects when it fails. */
  run(script: string, environment?: Readonly<Record<string, string>>): Promise<string>;
  /** Its namespace goes with it, and every cable that ends there. */
  remove(): Promise<void>;
}

export interface PeerOptions extends ObjectOwner {
  readonly docker: Docker;
  /** The firewall's: it has nft, ip, bash and perl. */
  readonly image: string;
  readonly ports: readonly number[];
  /** Whether it hands on packets that are not its own. */
  readonly routes: boolean;
}

const ANSWER = `
use Socket qw(:all);
for my $port (@ARGV) {
  next if fork;
  socket(my $server, AF_INET6, SOCK_STREAM, 0) or die $!;
  setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
  setsockopt($server, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  bind($server, pack_sockaddr_in6($port, IN6ADDR_ANY)) && listen($server, 99) or die $!;
  while (accept(my $client, $server)) { syswrite $client, "reached\\n"; close $client; }
}
print "listening\\n";
sleep;`;

export async function startPeer({
  docker,
  image,
  ports,
  routes,
  ...owner
}: PeerOptions): Promise<Peer> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ['perl', '-e', `$| = 1; ${ANSWER}`],
    Cmd: ports.map(String),
    Labels: ownLabels(owner, 'firewall'),
    HostConfig: {
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      CapAdd: ['NET_ADMIN'],
      Sysctls: {
        'net.ipv4.ip_unprivileged_port_start': '0',
        'net.ipv6.conf.all.disable_ipv6': '0',
        'net.ipv6.conf.default.disable_ipv6': '0',
        'net.ipv4.ip_forward': routes ? '1' : '0',
        'net.ipv6.conf.all.forwarding': routes ? '1' : '0',
      },
    },
  });
  await container.start();
  const { State } = await container.inspect();
  return {
    pid: State.Pid,
    async run(script, environment = {}) {
      const exec = await container.exec({
        Cmd: ['bash', '-euc', script],
        Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
      });
      const output = await text(await exec.start({ Tty: true }));
      const { ExitCode } = await exec.inspect();
      if (ExitCode !== 0) throw new Error(`${script}: ${ExitCode}: ${output}`);
      return output.replaceAll('\r', '');
    },
    remove: () => container.remove({ force: true, v: true }),
  };
}

export interface CableEnd {
  /** Undefined: this box. */
  readonly peer?: Peer;
  /** Of the interface; undefined: one that nobody else has. */
  readonly name?: string;
}

/** A cable between two namespaces; resolves with the names of its two interfaces, both up. Needs root. */
export async function lay(a: CableEnd, b: CableEnd): Promise<[string, string]> {
  const names: [string, string] = [a.name ?? anyName(), b.name ?? anyName()];
  const end = (name: string, { peer }: CableEnd) =>
    peer === undefined ? [name] : [name, 'netns', String(peer.pid)];
  await ip('link', 'add', ...end(names[0], a), 'type', 'veth', 'peer', 'name', ...end(names[1], b));
  for (const [index, { peer }] of [a, b].entries()) {
    const up = ['link', 'set', names[index] ?? '', 'up'];
    await (peer === undefined ? ip(...up) : peer.run(`ip ${up.join(' ')}`));
  }
  return names;
}

/** Changes the network of this box itself; needs root. */
export async function ip(...words: readonly string[]): Promise<void> {
  await runOnHost({ program: 'ip', arguments: words });
}

export type Outcome = 'reached' | 'refused' | 'no answer';

/** A shell line per target: what becomes of a connection to `<address> <port>`. */
export function probeScript(targets: readonly string[]): string {
  return `probe() {
  code=0
  answer=$(timeout 4 bash -c 'exec 3<>"/dev/tcp/$0/$1" && head -n 1 <&3' "$@" 2> /dev/null) || code=$?
  case $answer,$code in reached*) echo reached ;; ,124) echo 'no answer' ;; *) echo refused ;; esac
}
${targets.map((target) => `probe ${target}`).join('\n')}`;
}

/** What a run of that script printed, by target. */
export function outcomes(targets: readonly string[], printed: string): Record<string, Outcome> {
  const lines = printed.trim().split(/\r?\n/);
  if (lines.length !== targets.length) throw new Error(`Not an answer for each target: ${printed}`);
  return Object.fromEntries(targets.map((target, index) => [target, lines[index] as Outcome]));
}

/** The outcome of each of these connections from a peer. */
export async function probe(from: Peer, targets: readonly string[]) {
  return outcomes(targets, await from.run(probeScript(targets)));
}

function anyName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
