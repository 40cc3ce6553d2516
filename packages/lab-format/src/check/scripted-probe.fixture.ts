import type { Condition } from '../condition.ts';
import { conditionSchema } from '../condition.ts';
import { type Judgement, judge } from './judge.ts';
import type { Probe, ProbeResult } from './probe.ts';

/** What a probe finds in a sandbox of a test. */
export interface World {
  /** Answers of the engine by their path; any other is a 404. Null: the engine is down. */
  readonly engine?: Readonly<Record<string, unknown>> | null;
  /** Of the workspace, or with a path from /; null is a folder. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Any other command. */
  readonly run?: (command: readonly string[]) => Partial<ProbeResult> | undefined;
}

export function scriptedProbe({ engine = {}, files = {}, run }: World): Probe & {
  readonly commands: string[][];
} {
  const commands: string[][] = [];
  return {
    commands,
    async exec({ command }) {
      commands.push([...command]);
      return { exitCode: 0, stdout: '', stderr: '', ...answer(command) };
    },
  };

  function answer(command: readonly string[]): Partial<ProbeResult> {
    if (command.includes('--unix-socket')) return askedEngine(command);
    const own = run?.(command);
    if (own) return own;
    if (command[0] === 'sh' && command[3] === 'sh') return read(files[command[4] ?? '']);
    return { exitCode: 127, stderr: `sh: ${command[0]}: not found` };
  }

  function askedEngine(command: readonly string[]): Partial<ProbeResult> {
    if (engine === null) return { exitCode: 7, stderr: 'curl: (7) Couldn’t connect to server' };
    const paths = command
      .filter((each) => each.startsWith('http://engine'))
      .map((each) => decodeURIComponent(each.slice('http://engine'.length)));
    const lines = paths.map((path) =>
      path in engine
        ? `${JSON.stringify(engine[path])}\n\n200\n`
        : '{"message":"no such"}\n\n404\n',
    );
    return { stdout: lines.join('') };
  }
}

/** The judgement on a condition as an author writes it. */
export function judgeIn(world: World, condition: unknown): Promise<Judgement> {
  const declared: Condition = conditionSchema.parse(condition);
  return judge({ type: 'declared', name: 'check', condition: declared }, scriptedProbe(world));
}

/** Why it does not pass; fails when it does. */
export async function whyNot(world: World, condition: unknown): Promise<string> {
  const judgement = await judgeIn(world, condition);
  if (judgement.outcome === 'pass') throw new Error(`${JSON.stringify(condition)} passes.`);
  return judgement.why;
}

export const PASS = { outcome: 'pass' };

function read(file: string | null | undefined): Partial<ProbeResult> {
  if (file === undefined) return { exitCode: 84 };
  return file === null ? { exitCode: 83 } : { stdout: file };
}
