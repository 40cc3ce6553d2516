import { connect } from 'node:net';
import { control, type Outcome } from './attempt.ts';
import { REACHED } from './outside.ts';
import type { Range } from './range.ts';
import { outcomeOf, perl } from './script.ts';

export interface Target {
  readonly address: string;
  readonly port: number;
}

const LIMIT_MS = 5_000;

/** Asks each target for its word, all at once. A connection alone is a success when it is said that it counts. */
export function reach(targets: readonly Target[], counts: 'connection' | 'answer' = 'answer') {
  const list = targets.map(({ address, port }) => `['${address}', ${port}]`).join(', ');
  return perl(`
    use IO::Socket::IP;
    for my $target (${list}) {
      my ($address, $port) = @$target;
      next if fork;
      $SIG{ALRM} = sub { print "NO $address $port: no answer\\n"; exit };
      alarm 3;
      my $socket = IO::Socket::IP->new(PeerHost => $address, PeerService => $port, Type => SOCK_STREAM);
      if (!$socket) { print "NO $address $port: $!\\n"; exit }
      if ('${counts}' eq 'connection') { print "GOT $address $port: connected\\n"; exit }
      print $socket "GET /escape HTTP/1.0\\r\\nHost: escape\\r\\n\\r\\n";
      my $answer = join '', <$socket>;
      print $answer =~ /${REACHED}/ ? "GOT $address $port: answered\\n" : "NO $address $port: closed\\n";
      exit;
    }
    1 while wait > 0;`);
}

/** The host gets an answer from every target, and neither the learner nor a nested container from any. */
export async function unreachable(range: Range, targets: readonly Target[]): Promise<Outcome> {
  for (const target of targets) await hostReaches(target);
  return unreachableFor(range, targets);
}

/** As it is, without the control. */
export async function unreachableFor(
  range: Range,
  targets: readonly Target[],
  counts: 'connection' | 'answer' = 'answer',
): Promise<Outcome> {
  const command = reach(targets, counts);
  const learner = outcomeOf(await range.ann.run(command), 'learner');
  if (!learner.blocked) return learner;
  return outcomeOf(await range.ann.nested(command), 'nested container');
}

/** Rejects with ControlFailed when the host itself gets no answer. */
export async function hostReaches({ address, port }: Target): Promise<void> {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect({ host: address, port });
    let said = '';
    socket.setTimeout(LIMIT_MS, () => socket.destroy());
    socket.on('connect', () => socket.write('GET /control HTTP/1.0\r\nHost: control\r\n\r\n'));
    socket.on('data', (bytes) => {
      said += bytes;
    });
    // Nobody there: the control says so.
    socket.on('error', () => resolve(said));
    socket.on('close', () => resolve(said));
  });
  control(answer.includes(REACHED), `the host reaches ${address} port ${port}`);
}
