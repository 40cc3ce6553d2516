import { type Container, containerRef } from '@drydock/protocol';
import type { Sandbox } from '@drydock/sandbox';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { withinLimit } from '../time-limit.ts';

/** The containers of the learner's engine and what runs in them, at one moment. */
export interface Look {
  readonly containers: readonly Listed[];
  readonly processes: readonly Process[];
  /** Seconds on the sandbox's own clock, which only goes forward. */
  readonly at: number;
}

/** A container as the engine lists it. */
interface Listed {
  readonly container: Omit<Container, 'memory' | 'cpu'>;
  /** Of its first process; 0 while none runs. */
  readonly pid: number;
}

export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Of process ids: those of one container have the same. */
  readonly namespace: string;
  /** CPU time of it and of its children that have ended; 100 a second. */
  readonly ticks: number;
  /** Bytes; of what it shares with others, its share. */
  readonly memory: number;
}

/** Asked in one command. SANDBOX_ENGINE_DOWN. */
export async function lookAtContainers(sandbox: Pick<Sandbox, 'exec'>): Promise<Look> {
  const running = sandbox.exec({ command: ['bash', '-c', SCRIPT], timeout: LIMIT_MS });
  const { exitCode, stdout, stderr } = await withinLimit(running, ANSWER_LIMIT_MS);
  if (exitCode !== 0) throw new Failure('SANDBOX_ENGINE_DOWN', { detail: stderr.slice(0, 200) });
  return readLook(stdout);
}

/** Reads what SCRIPT prints. A line that is none of its kinds is left out: it comes from the learner's machine. */
export function readLook(printed: string): Look {
  const lines = printed.split('\n');
  const [, at] = lines.find((line) => line.startsWith('clock\t'))?.split('\t') ?? [];
  return {
    containers: lines.flatMap((line) => (line.startsWith('{') ? readContainer(line) : [])),
    processes: lines.flatMap((line) => (line.startsWith('process\t') ? readProcess(line) : [])),
    at: Number(at) || 0,
  };
}

const LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 2_000;

/**
 * The newest hundred containers as the engine's API has them; then what runs outside of the sandbox's own process ids.
 * `docker stats` has nothing to tell here: a sandbox has no control groups of its own.
 */
const SCRIPT = `
set -euo pipefail
engine() { curl --silent --show-error --max-time 8 --unix-socket /run/docker.sock "$@"; }
urls=$(engine --fail 'http://engine/containers/json?all=1&limit=100' |
  jq -r '.[] | "url = http://engine/containers/\\(.Id)/json"')
[ -z "$urls" ] || engine --config - <<< "$urls" | jq -c 'select(.Id) | {
  id: .Id, name: .Name, image: .Config.Image, created: .Created, state: .State,
  ports: .NetworkSettings.Ports
}'
exec perl -e '
  my $own = readlink "/proc/self/ns/pid";
  open my $clock, "<", "/proc/uptime" or die; my ($up) = split " ", <$clock>;
  print "clock\\t$up\\n";
  opendir my $folder, "/proc" or die;
  for my $pid (grep /^\\d+$/, readdir $folder) {
    my $namespace = readlink "/proc/$pid/ns/pid" or next;
    next if $namespace eq $own;
    open my $file, "<", "/proc/$pid/stat" or next;
    my $stat = do { local $/; <$file> } // next;
    $stat =~ s/.*\\)//s;
    my @fields = split " ", $stat;
    my $memory = 0;
    if (open my $rollup, "<", "/proc/$pid/smaps_rollup") {
      while (<$rollup>) { $memory = $1 if /^Pss:\\s+(\\d+)/ }
    }
    my $ticks = $fields[11] + $fields[12] + $fields[13] + $fields[14];
    print join("\\t", "process", $pid, $fields[1], $namespace, $ticks, $memory), "\\n";
  }'
`;

const portNumber = z.coerce.number().int().min(1).max(65535);

const printedContainer = z.object({
  id: containerRef,
  // It becomes part of commands: what no engine would call a container is none.
  name: z
    .string()
    .transform((name) => name.replace(/^\//, ''))
    .pipe(containerRef),
  image: z.string(),
  state: z.object({
    Status: z.enum(['running', 'exited', 'paused', 'created', 'restarting', 'removing', 'dead']),
    ExitCode: z.number().int().default(0),
    Pid: z.number().int().default(0),
    StartedAt: z.string().default(''),
    FinishedAt: z.string().default(''),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
  ports: z
    .record(z.string(), z.array(z.object({ HostIp: z.string(), HostPort: portNumber })).nullable())
    .nullish(),
});
type Printed = z.infer<typeof printedContainer>;

function readContainer(line: string): Listed[] {
  const read = printedContainer.safeParse(parseJson(line));
  if (!read.success) return [];
  const { id, name, image, state, ports } = read.data;
  const { Status: status } = state;
  const hasEnded = status === 'exited' || status === 'dead' || status === 'restarting';
  const container = {
    ...{ id, name, image, status },
    exitCode: hasEnded ? state.ExitCode : null,
    health: status === 'running' ? healthOf(state.Health?.Status) : null,
    started: momentOf(state.StartedAt),
    ended: hasEnded ? momentOf(state.FinishedAt) : null,
    ports: readPorts(ports ?? {}),
  };
  return [{ container, pid: state.Pid }];
}

function readPorts(ports: NonNullable<Printed['ports']>): Container['ports'] {
  const found = Object.entries(ports).flatMap(([exposed, bindings]) => {
    const match = /^(\d+)\/(tcp|udp|sctp)$/.exec(exposed);
    if (!match) return [];
    const container = Number(match[1]);
    const protocol = match[2] as 'tcp' | 'udp' | 'sctp';
    // The same port is bound once for IPv4 and once for IPv6.
    const hosts = new Set((bindings ?? []).map(({ HostPort }) => HostPort));
    const places: (number | null)[] = hosts.size === 0 ? [null] : [...hosts];
    return places.map((host) => ({ container, host, protocol }));
  });
  return found.sort((a, b) => (a.host ?? 65536) - (b.host ?? 65536) || a.container - b.container);
}

function readProcess(line: string): Process[] {
  const [, pid, parent, namespace = '', ticks, kilobytes] = line.split('\t');
  const numbers = [pid, parent, ticks, kilobytes].map(Number);
  if (numbers.some((number) => !Number.isSafeInteger(number) || number < 0)) return [];
  const [pidNumber = 0, parentNumber = 0, ticksNumber = 0, memory = 0] = numbers;
  return [
    {
      ...{ pid: pidNumber, parent: parentNumber, namespace },
      ...{ ticks: ticksNumber, memory: memory * 1024 },
    },
  ];
}

function healthOf(status: string | undefined): Container['health'] {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : null;
}

/** The engine writes the year 1 for never. */
function momentOf(text: string): string | null {
  return text === '' || text.startsWith('0001-') || Number.isNaN(Date.parse(text)) ? null : text;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What is no JSON is no container either.
    return undefined;
  }
}
