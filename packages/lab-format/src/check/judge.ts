import type { Condition } from '../condition.ts';
import type { LabCheck, ScriptCheck } from '../schema.ts';
import { judgeCache } from './cache.ts';
import { judgeContainer } from './container.ts';
import { judgeDockerfile } from './dockerfile.ts';
import { judgeFile, workspaceFile } from './file.ts';
import { judgeHub } from './hub.ts';
import { judgeImage } from './image.ts';
import { judgeNetwork } from './network.ts';
import { judgePort } from './port.ts';
import { CheckError, type Probe, type ProbeResult, remembering } from './probe.ts';
import { no, oneLine, type Verdict, yes } from './verdict.ts';
import { judgeVolume } from './volume.ts';

export type Judgement =
  | { readonly outcome: 'pass' }
  /** The learner is not there yet; `why` says what was found and what was expected. */
  | { readonly outcome: 'not-yet'; readonly why: string };

/** A script may build an image or wait for a port; one that takes a minute is broken. */
const SCRIPT_LIMIT_MS = 60_000;

/** A reason is shown on a few lines beside the check. */
const REASON_CHARACTERS = 500;

/**
 * Looks whether a check passes in a sandbox. Rejects when the platform failed, which is never the learner's fault:
 * with CheckError, or with whatever the probe rejects with.
 */
export async function judge(check: LabCheck, probe: Probe): Promise<Judgement> {
  if (check.type === 'script') return await judgeScript(check, probe);
  const place = remembering(probe);
  const condition = await fillIn(check.condition, place);
  const { holds, text } = await judgeCondition(condition, place);
  return holds
    ? { outcome: 'pass' }
    : { outcome: 'not-yet', why: text.slice(0, REASON_CHARACTERS) };
}

async function judgeScript({ source, name }: ScriptCheck, probe: Probe): Promise<Judgement> {
  const command = ['bash', '-c', source, name];
  const result = await probe.exec({ command, timeout: SCRIPT_LIMIT_MS });
  return result.exitCode === 0 ? { outcome: 'pass' } : { outcome: 'not-yet', why: why(result) };
}

/** The last line on stderr is the reason; a script without one may have printed it to stdout. */
function why({ stderr, stdout, exitCode }: ProbeResult): string {
  const line =
    lastLine(stderr) ?? lastLine(stdout) ?? `The check ended with exit code ${exitCode}.`;
  return oneLine(line, REASON_CHARACTERS);
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}

async function judgeCondition(condition: Condition, probe: Probe): Promise<Verdict> {
  const verdict = await judgeAll(looksOf(condition, probe));
  return !verdict.holds && condition.otherwise !== undefined ? no(condition.otherwise) : verdict;
}

type Judge = () => Promise<Verdict>;

/** All that one mapping asks for, in the order of the guide for authors. */
function looksOf(condition: Condition, probe: Probe): Judge[] {
  const { file, dockerfile, image, cache, volume, network, container, port, hub } = condition;
  const { all, any, not } = condition;
  const read = workspaceFile(probe);
  const each = (conditions: readonly Condition[]): Judge[] =>
    conditions.map((inner) => () => judgeCondition(inner, probe));
  return [
    file && (() => judgeFile(file, { read, place: '' })),
    dockerfile && (() => judgeDockerfile(dockerfile, read)),
    image && (() => judgeImage(image, probe)),
    cache && (() => judgeCache(cache, probe)),
    volume && (() => judgeVolume(volume, probe)),
    network && (() => judgeNetwork(network, probe)),
    container && (() => judgeContainer(container, probe)),
    port && (() => judgePort(port, probe)),
    hub && (() => judgeHub(hub, { probe, username: () => username(probe) })),
    all && (() => judgeAll(each(all))),
    any && (() => judgeAny(each(any))),
    not && (() => judgeNot(not, probe)),
  ].filter((look) => look !== undefined);
}

async function judgeAll(looks: readonly Judge[]): Promise<Verdict> {
  const held: string[] = [];
  for (const look of looks) {
    const verdict = await look();
    if (!verdict.holds) return verdict;
    held.push(verdict.text);
  }
  return yes(held.join(' '));
}

async function judgeAny(looks: readonly Judge[]): Promise<Verdict> {
  const failed: string[] = [];
  for (const look of looks) {
    const verdict = await look();
    if (verdict.holds) return verdict;
    failed.push(verdict.text);
  }
  return no(failed.length === 1 ? failed.join('') : `None of these yet: ${failed.join(' Or: ')}`);
}

async function judgeNot(condition: Condition, probe: Probe): Promise<Verdict> {
  const { holds, text } = await judgeCondition(condition, probe);
  return holds ? no(`Found what should not be: ${text}`) : yes(text);
}

const USERNAME = '$DOCKERHUB_USERNAME';

/** Puts the learner's name at the hub wherever the author means it. */
async function fillIn(condition: Condition, probe: Probe): Promise<Condition> {
  if (!JSON.stringify(condition).includes(USERNAME)) return condition;
  const name = await username(probe);
  return replaceIn(condition, (text) => text.replaceAll(USERNAME, name)) as Condition;
}

function replaceIn(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaceIn(each, replace)]),
  );
}

async function username(probe: Probe): Promise<string> {
  const { stdout } = await probe.exec({ command: ['printenv', 'DOCKERHUB_USERNAME'] });
  const name = stdout.trim();
  if (name !== '') return name;
  throw new CheckError('HUB_UNAVAILABLE', 'The sandbox has no account at a hub.');
}
