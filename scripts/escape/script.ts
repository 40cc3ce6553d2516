import { type Attempt, ControlFailed, judge, NothingThere, type Outcome } from './attempt.ts';
import type { Range } from './range.ts';

/** A program and its arguments, run on the host or as a learner. */
export type Command = readonly [string, ...string[]];

export interface Printed {
  readonly code: number;
  readonly output: string;
}

/**
 * A shell script that says of each thing it tries `GOT what: result` or `NO what: reason`; `try COMMAND ...` does so
 * by the command's exit code. BROKEN: it could not even be tried.
 */
export function shell(script: string): Command {
  return ['bash', '-c', `${SHELL_WORDS}\n${script}`];
}

/** The same in Perl, which every sandbox has; `call('what', number, ...)` makes a system call. */
export function perl(script: string): Command {
  return ['perl', '-e', `${PERL_WORDS}\n${script}`];
}

const SHELL_WORDS = `
trap '' HUP
try() {
  local out code=0 what
  what=$(tr -s '[:space:]' ' ' <<< "$*")
  what=\${what:0:70}
  out=$(timeout 10 "$@" 2>&1 | tr -d '\\000' | tail -c 300; exit "\${PIPESTATUS[0]}") || code=$?
  case $code in
    0) echo "GOT $what: \${out//$'\\n'/ }" ;;
    126 | 127) echo "BROKEN $what: $out" ;;
    *)
      # mount says the reason first, and then where there might be more.
      out=\${out%%$'\\n'*dmesg*}
      echo "NO $what: \${out##*$'\\n'}"
      ;;
  esac
}
write() { try bash -c 'printf %s "$1" > "$2"' write "$1" "$2"; }
`;

const PERL_WORDS = `
use strict; use warnings; $| = 1; $SIG{HUP} = 'IGNORE';
sub say_if { my ($what, $yes, $result) = @_; print $yes ? "GOT $what: $result\\n" : "NO $what: $!\\n"; return $yes }
sub call {
  my ($what, $number, @arguments) = @_;
  my $result = syscall($number, @arguments);
  say_if($what, $result != -1, $result);
  return $result;
}
`;

/** What a script has said. Rejects with ControlFailed when it did not get as far as trying anything. */
export function outcomeOf({ code, output }: Printed, where: string): Outcome {
  const lines = output.split('\n');
  const broken = lines.find((line) => line.startsWith('BROKEN '));
  if (broken) throw new ControlFailed(`${where}: ${broken}`);
  const got = lines.find((line) => line.startsWith('GOT '));
  if (got) return { blocked: false, evidence: `${where}: ${short(got.slice(4))}` };
  const refused = lines.findLast((line) => line.startsWith('NO '));
  if (refused) return { blocked: true, evidence: `${where}: ${short(refused.slice(3))}` };
  throw new ControlFailed(`${where}: the script ended with ${code}: ${short(output)}`);
}

export interface Scripted extends Omit<Attempt, 'run'> {
  readonly command: (range: Range) => Command;
  /** Default: the same command on the host, which must succeed there. */
  readonly control?: (range: Range) => Promise<void>;
  /** What the host itself says where its kernel has nothing of the kind. */
  readonly absent?: RegExp;
  /** Not to be tried again in a container that has been given all that the learner's engine can give. */
  readonly onlyLearner?: boolean;
}

/** An attempt that is one script: it must work on the host, and neither as the learner nor in a nested container. */
export function scripted(options: Scripted): Attempt {
  const { command, absent, onlyLearner = false, topic, name, blockedBy } = options;
  return {
    ...{ topic, name, blockedBy },
    async run(range) {
      const asked = command(range);
      let missing: string | undefined;
      if (options.control) await options.control(range);
      else {
        const onHost = outcomeOf(await range.host.run(asked), 'host');
        if (onHost.blocked) {
          if (!absent?.test(onHost.evidence)) throw new ControlFailed(onHost.evidence);
          missing = onHost.evidence;
        }
      }
      const tried = [outcomeOf(await range.ann.run(asked), 'learner')];
      if (!onlyLearner) tried.push(outcomeOf(await range.ann.nested(asked), 'nested container'));
      const outcome = judge(tried);
      if (missing !== undefined && outcome.blocked) throw new NothingThere(missing);
      return outcome;
    },
  };
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}
