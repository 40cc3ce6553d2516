import type { Condition } from '../condition.ts';
import { conditionSchema } from '../condition.ts';
import type { Reason } from '../reason.ts';
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
  /** All that the machine has said. */
  readonly said: string[];
} {
  const commands: string[][] = [];
  const said: string[] = [];
  return {
    commands,
    said,
    async exec({ command }) {
      commands.push([...command]);
      const result = { exitCode: 0, stdout: '', stderr: '', ...answer(command) };
      said.push(result.stdout, result.stderr);
      return result;
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
  return judgeWith(scriptedProbe(world), condition);
}

function judgeWith(probe: Probe, condition: unknown): Promise<Judgement> {
  const declared: Condition = conditionSchema.parse(condition);
  return judge({ type: 'declared', name: 'check', condition: declared }, probe);
}

/** Why it does not pass, in English. Fails when it does, and when the Japanese does not say the same. */
export async function whyNot(world: World, condition: unknown): Promise<string> {
  return (await reasonIn(world, condition)).en;
}

/** As `whyNot`, in both languages. */
export async function reasonIn(world: World, condition: unknown): Promise<Reason> {
  const probe = scriptedProbe(world);
  const judgement = await judgeWith(probe, condition);
  if (judgement.outcome === 'pass') throw new Error(`${JSON.stringify(condition)} passes.`);
  const mistakes = mistakesOf(judgement.why, [JSON.stringify(condition), ...probe.said].join(' '));
  if (mistakes.length > 0) throw new Error(`${judgement.why.ja}: ${mistakes.join(', ')}`);
  return judgement.why;
}

export const PASS = { outcome: 'pass' };

function read(file: string | null | undefined): Partial<ProbeResult> {
  if (file === undefined) return { exitCode: 84 };
  return file === null ? { exitCode: 83 } : { stdout: file };
}

/** Names that are neither the author's nor the machine's. */
const OURS =
  'Docker Dockerfile docker logs io FROM EXPOSE running no root latest cap add drop kB MB GB';

/** What is wrong with the Japanese of a reason, where `said` is all that an author and a machine have said. */
export function mistakesOf({ en, ja }: Reason, said: string): string[] {
  const known = new Set(wordsOf(`${said} ${OURS}`));
  const english = wordsOf(ja).filter((word) => !known.has(word));
  const isAuthors = en === ja;
  const isJapanese = isAuthors || /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(ja);
  const [ofEnglish, ofJapanese] = [factsOf(en), factsOf(ja)];
  return [
    ...english.map((word) => `“${word}” is English`),
    ...(isJapanese ? [] : ['no Japanese letter']),
    ...[...ofEnglish].filter((fact) => !ofJapanese.has(fact)).map((fact) => `it lacks ${fact}`),
    ...[...ofJapanese].filter((fact) => !ofEnglish.has(fact)).map((fact) => `${fact} is new`),
  ];
}

function wordsOf(text: string): string[] {
  return text.match(/[a-z]{2,}/gi) ?? [];
}

/** Numbers, and what stands between quotation marks. */
function factsOf(text: string): Set<string> {
  const quotes = text.matchAll(/“([^”]*)”|「([^」]*)」/g);
  return new Set([
    ...(text.match(/\d+/g) ?? []),
    ...[...quotes].map(([, english, japanese]) => `“${english ?? japanese}”`),
  ]);
}
