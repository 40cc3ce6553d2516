import type { ContainerCondition } from '../condition-parts.ts';
import type { Container } from './containers.ts';
import { SOCKET } from './engine.ts';
import type { Image } from './images.ts';
import { broken, type Probe } from './probe.ts';
import { readText } from './text.ts';
import { FITS, NOTHING, named, no, oneLine, quoted, type Verdict } from './verdict.ts';

export interface Candidate {
  readonly condition: ContainerCondition;
  readonly container: Container;
  /** What the name of the image that it should be of stands for now. */
  readonly image: Image | undefined;
  readonly probe: Probe;
}

export function nameOf({ Name }: Container): string {
  return oneLine(Name.replace(/^\//, ''));
}

export function judgeMounts({ condition, container }: Candidate): Verdict | undefined {
  if (!condition.mounts) return undefined;
  const ends = (container.Mounts ?? []).map(({ Name, Source, Destination }) => ({
    from: [Name, Source].filter((each) => each !== undefined),
    to: Destination,
    text: `${Name ?? Source}:${Destination}`,
  }));
  const missing = condition.mounts.find((mount) => {
    const [from = '', to] = mount.split(':');
    return !ends.some((end) =>
      to === undefined
        ? end.to === from || end.from.includes(from)
        : end.to === to && end.from.includes(from),
    );
  });
  if (missing === undefined) return FITS;
  const found = named(ends.map(({ text }) => oneLine(text)));
  return no({
    en: `The container ${nameOf(container)} does not mount ${missing}: found ${found.en}.`,
    ja: `コンテナ ${nameOf(container)} は ${missing} をマウントしていません。見つかったもの: ${found.ja}。`,
  });
}

export function judgeNetworks({ condition, container }: Candidate): Verdict | undefined {
  if (!condition.networks) return undefined;
  const attached = Object.keys(container.NetworkSettings.Networks ?? {});
  const missing = condition.networks.filter((name) => !attached.includes(name));
  if (missing.length === 0) return FITS;
  const [lacking, found] = [named(missing), named(attached)];
  return no({
    en: `The container ${nameOf(container)} is not attached to ${lacking.en}: found ${found.en}.`,
    ja: `コンテナ ${nameOf(container)} は ${lacking.ja} に接続されていません。見つかったもの: ${found.ja}。`,
  });
}

export function judgeRestart({ condition, container }: Candidate): Verdict | undefined {
  const { restart, restarts } = condition;
  const { Name: policy, MaximumRetryCount: most } = container.HostConfig.RestartPolicy ?? {};
  const found = most ? `${policy}:${most}` : policy || 'no';
  const name = nameOf(container);
  if (restart !== undefined && restart !== found && restart !== policy) {
    return no({
      en: `The container ${name} has another restart policy: found ${oneLine(found)}; expected ${restart}.`,
      ja: `コンテナ ${name} の再起動ポリシーが違います。現在は ${oneLine(found)} です。${restart} が必要です。`,
    });
  }
  if (restarts !== undefined && container.RestartCount < restarts) {
    return no({
      en: `The container ${name} was restarted by Docker: found ${container.RestartCount} times; expected at least ${restarts}.`,
      ja: `Docker がコンテナ ${name} を再起動した回数は ${container.RestartCount} 回です。${restarts} 回以上が必要です。`,
    });
  }
  return restart === undefined && restarts === undefined ? undefined : FITS;
}

export function judgeHealth({ condition, container }: Candidate): Verdict | undefined {
  if (condition.health === undefined) return undefined;
  const status = container.State.Health?.Status;
  if (status === condition.health) return FITS;
  const name = nameOf(container);
  return no(
    status === undefined
      ? {
          en: `The container ${name} should be ${condition.health}: found no health check.`,
          ja: `コンテナ ${name} にヘルスチェックがありません。${condition.health} である必要があります。`,
        }
      : {
          en: `The container ${name} should be ${condition.health}: found ${oneLine(status)}.`,
          ja: `コンテナ ${name} のヘルスチェックは ${oneLine(status)} です。${condition.health} である必要があります。`,
        },
  );
}

export function judgePrivileges({ condition, container }: Candidate): Verdict | undefined {
  const { privileged, capAdd, capDrop } = condition;
  const { HostConfig: host } = container;
  const name = nameOf(container);
  if (privileged !== undefined && privileged !== host.Privileged) {
    return no(
      host.Privileged
        ? {
            en: `The container ${name} is privileged; expected it not to be.`,
            ja: `コンテナ ${name} は特権付きです。特権なしである必要があります。`,
          }
        : {
            en: `The container ${name} is not privileged; expected it to be.`,
            ja: `コンテナ ${name} は特権なしです。特権付きである必要があります。`,
          },
    );
  }
  for (const [option, expected, found] of [
    ['--cap-add', capAdd, host.CapAdd],
    ['--cap-drop', capDrop, host.CapDrop],
  ] as const) {
    const given = (found ?? []).map(plainCapability);
    const missing = (expected ?? []).filter((each) => !given.includes(plainCapability(each)));
    if (missing.length > 0) {
      const all = named(given);
      return no({
        en: `The container ${name} was started without ${option} ${missing.join(', ')}: found ${all.en}.`,
        ja: `コンテナ ${name} は ${option} ${missing.join('、')} なしで起動されました。見つかったもの: ${all.ja}。`,
      });
    }
  }
  return privileged === undefined && !capAdd && !capDrop ? undefined : FITS;
}

function plainCapability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

const LINES = '1000';
/** Of each stream, from its end: an expression of an author takes a third of a second for a million characters. */
const LONGEST_LOG = 262_144;

export async function judgeLogs({
  condition,
  container,
  probe,
}: Candidate): Promise<Verdict | undefined> {
  if (!condition.logs) return undefined;
  const command = ['docker', '--host', `unix://${SOCKET}`, 'logs', '--tail', LINES, container.Id];
  const result = await probe.exec({ command });
  if (result.exitCode !== 0) throw broken('The log of a container could not be read', result);
  const text = [result.stdout, result.stderr].map((part) => part.slice(-LONGEST_LOG)).join('');
  const missing = condition.logs.find((sought) => !readText(sought).found(text));
  if (missing === undefined) return FITS;
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  const [sought, found] = [quoted(missing), last === '' ? NOTHING : quoted(last)];
  return no({
    en: `The log of the container ${nameOf(container)} lacks ${sought.en}: found at its end ${found.en}.`,
    ja: `コンテナ ${nameOf(container)} のログに${sought.ja}がありません。ログの最後: ${found.ja}。`,
  });
}
