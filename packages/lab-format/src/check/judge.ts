import type { Condition } from '../condition.ts';
import type { Reason } from '../reason.ts';
import type { LabCheck, ScriptCheck } from '../schema.ts';
import { judgeCache } from './cache.ts';
import { judgeContainer } from './container.ts';
import { judgeDockerfile } from './dockerfile.ts';
import { inWorkspace, judgeFile } from './file.ts';
import { judgeHub } from './hub.ts';
import { judgeImage } from './image.ts';
import { judgeNetwork } from './network.ts';
import { judgePort } from './port.ts';
import { CheckError, type Probe, type ProbeResult, remembering } from './probe.ts';
import { asIs, joined, no, oneLine, type Verdict, yes } from './verdict.ts';
import { judgeVolume } from './volume.ts';

export type Judgement =
  | { readonly outcome: 'pass' }
  /** The learner is not there yet; `why` says what was found and what was expected. */
  | { readonly outcome: 'not-yet'; readonly why: Reason };

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
  const { holds, reason } = await judgeCondition(condition, place);
  return holds ? { outcome: 'pass' } : { outcome: 'not-yet', why: cut(reason) };
}

async function judgeScript({ source, name }: ScriptCheck, probe: Probe): Promise<Judgement> {
  const command = ['bash', '-c', source, name];
  const result = await probe.exec({ command, timeout: SCRIPT_LIMIT_MS });
  return result.exitCode === 0 ? { outcome: 'pass' } : { outcome: 'not-yet', why: why(result) };
}

/** The last line on stderr is the reason; a script without one may have printed it to stdout. */
function why({ stderr, stdout, exitCode }: ProbeResult): Reason {
  const line = lastLine(stderr) ?? lastLine(stdout);
  if (line !== undefined) return asIs(oneLine(line, REASON_CHARACTERS));
  return {
    en: `The check ended with exit code ${exitCode}.`,
    ja: `チェックは終了コード ${exitCode} で終わりました。`,
  };
}

function cut({ en, ja }: Reason): Reason {
  return { en: en.slice(0, REASON_CHARACTERS), ja: ja.slice(0, REASON_CHARACTERS) };
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
  const workspace = inWorkspace(probe);
  const each = (conditions: readonly Condition[]): Judge[] =>
    conditions.map((inner) => () => judgeCondition(inner, probe));
  return [
    file && (() => judgeFile(file, workspace)),
    dockerfile && (() => judgeDockerfile(dockerfile, workspace.read)),
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
  const held: Reason[] = [];
  for (const look of looks) {
    const verdict = await look();
    if (!verdict.holds) return verdict;
    held.push(verdict.reason);
  }
  return yes(joined(held, { en: ' ', ja: '' }));
}

async function judgeAny(looks: readonly Judge[]): Promise<Verdict> {
  const failed: Reason[] = [];
  for (const look of looks) {
    const verdict = await look();
    if (verdict.holds) return verdict;
    failed.push(verdict.reason);
  }
  const all = joined(failed, { en: ' Or: ', ja: 'または: ' });
  if (failed.length === 1) return no(all);
  return no({ en: `None of these yet: ${all.en}`, ja: `次のどれもまだできていません: ${all.ja}` });
}

async function judgeNot(condition: Condition, probe: Probe): Promise<Verdict> {
  const { holds, reason } = await judgeCondition(condition, probe);
  if (!holds) return yes(reason);
  return no({
    en: `Found what should not be: ${reason.en}`,
    ja: `あってはならないものがあります: ${reason.ja}`,
  });
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
