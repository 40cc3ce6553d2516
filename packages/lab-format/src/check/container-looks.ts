import type { Reason } from '../reason.ts';
import { containerFile } from './container-file.ts';
import {
  type Candidate,
  judgeHealth,
  judgeLogs,
  judgeMounts,
  judgeNetworks,
  judgePrivileges,
  judgeRestart,
  nameOf,
} from './container-settings.ts';
import { judgeFiles } from './file.ts';
import { shortName } from './images.ts';
import { commandLine, judgeText, judgeValues, variables } from './values.ts';
import { FITS, named, no, oneLine, type Verdict } from './verdict.ts';

/** Undefined when nothing was asked for. */
export type Look = () => Verdict | undefined | Promise<Verdict | undefined>;

/** All that a condition asks of a container, most basic first. */
export function containerLooks(candidate: Candidate): readonly Look[] {
  const { condition, container, probe } = candidate;
  const { Config: config } = container;
  const name = nameOf(container);
  const state = () => judgeState(candidate);
  const identity = [() => judgeOrigin(candidate), () => judgePorts(candidate)];
  return [
    // Without a name, these tell which container is meant.
    ...(condition.name === undefined ? [...identity, state] : [state, ...identity]),
    () => judgeMounts(candidate),
    () => judgeNetworks(candidate),
    () => judgeRestart(candidate),
    () => judgeHealth(candidate),
    () =>
      judgeText(
        {
          en: `The container ${name} runs another command`,
          ja: `コンテナ ${name} が実行しているコマンドが違います`,
        },
        condition.command,
        commandLine(config.Entrypoint, config.Cmd),
      ),
    () =>
      judgeValues(
        {
          en: `The container ${name} has another environment`,
          ja: `コンテナ ${name} の環境変数が違います`,
        },
        condition.environment,
        variables(config.Env),
      ),
    () => judgePrivileges(candidate),
    () => judgeLogs(candidate),
    () =>
      judgeFiles(condition.files, {
        read: containerFile(probe, container.Id),
        where: (path) => ({
          en: `${path} in the container ${name}`,
          ja: `コンテナ ${name} の ${path}`,
        }),
      }),
  ];
}

function judgeState({ condition, container }: Candidate): Verdict | undefined {
  const { exitCode } = condition;
  const expected = condition.state ?? (exitCode === undefined ? 'running' : 'exited');
  const { Status: status, ExitCode: code } = container.State;
  const name = nameOf(container);
  const is: Reason =
    status === 'exited'
      ? {
          en: `The container ${name} has ended with exit code ${code}`,
          ja: `コンテナ ${name} は終了コード ${code} で終了しています`,
        }
      : {
          en: `The container ${name} is ${oneLine(status)}`,
          ja: `コンテナ ${name} の状態は ${oneLine(status)} です`,
        };
  if (expected !== 'present' && expected !== 'absent' && status !== expected) {
    const see =
      status === 'exited' && expected === 'running'
        ? { en: `: see “docker logs ${name}”`, ja: `「docker logs ${name}」を見てください。` }
        : { en: '', ja: '' };
    return no({
      en: `${is.en}; expected it to be ${expected}${see.en}.`,
      ja: `${is.ja}。${expected} である必要があります。${see.ja}`,
    });
  }
  if (exitCode !== undefined && code !== exitCode) {
    return no({
      en: `${is.en}; expected exit code ${exitCode}.`,
      ja: `${is.ja}。終了コード ${exitCode} が必要です。`,
    });
  }
  return expected === 'present' || expected === 'absent' ? undefined : FITS;
}

function judgeOrigin({ condition, container, image }: Candidate): Verdict | undefined {
  const { image: expected } = condition;
  if (expected === undefined) return undefined;
  const name = nameOf(container);
  const from = oneLine(container.Config.Image);
  const isNamed = shortName(container.Config.Image) === shortName(expected);
  if (image ? image.Id === container.Image : isNamed) return FITS;
  return no(
    isNamed
      ? {
          en: `The container ${name} is of an earlier ${expected}, which was built again since: remove it and start a new one.`,
          ja: `コンテナ ${name} は以前の ${expected} から起動されたもので、イメージはその後ビルドし直されています。コンテナを削除して、新しく起動してください。`,
        }
      : {
          en: `The container ${name} was started from ${from}; expected ${expected}.`,
          ja: `コンテナ ${name} は ${from} から起動されています。${expected} から起動する必要があります。`,
        },
  );
}

function judgePorts({ condition, container }: Candidate): Verdict | undefined {
  if (!condition.publishes) return undefined;
  const { NetworkSettings: network, HostConfig: host } = container;
  const live = Object.entries(network.Ports ?? {});
  // Of a container that does not run, the engine knows what was asked for only.
  const bindings = live.length > 0 ? live : Object.entries(host.PortBindings ?? {});
  const found = bindings.flatMap(([inside, outside]) =>
    (outside ?? []).map(({ HostPort }) => `${HostPort}:${inside.replace(/\/tcp$/, '')}`),
  );
  const missing = condition.publishes.find(
    (port) => !found.some((each) => each === port || each.startsWith(`${port}:`)),
  );
  if (missing === undefined) return FITS;
  const all = named([...new Set(found)]);
  return no({
    en: `The container ${nameOf(container)} does not publish ${missing}: found ${all.en}.`,
    ja: `コンテナ ${nameOf(container)} は ${missing} を公開していません。見つかったもの: ${all.ja}。`,
  });
}
