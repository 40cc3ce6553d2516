import type { ContainerCondition } from '../condition-parts.ts';
import { containerFile } from './container-file.ts';
import type { Container } from './containers.ts';
import { SOCKET } from './engine.ts';
import { judgeFiles } from './file.ts';
import { type Image, shortName } from './images.ts';
import { broken, type Probe } from './probe.ts';
import { readText } from './text.ts';
import { commandLine, judgeText, judgeValues, variables } from './values.ts';
import { named, no, oneLine, quoted, type Verdict, yes } from './verdict.ts';

/** Undefined when nothing was asked for. */
export type Look = () => Verdict | undefined | Promise<Verdict | undefined>;

export interface Candidate {
  readonly condition: ContainerCondition;
  readonly container: Container;
  /** What the name of the image that it should be of stands for now. */
  readonly image: Image | undefined;
  readonly probe: Probe;
}

/** All that a condition asks of a container, most basic first. */
export function containerLooks(candidate: Candidate): readonly Look[] {
  const { condition, container, probe } = candidate;
  const { Config: config } = container;
  const of = `The container ${nameOf(container)}`;
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
        `${of} runs another command`,
        condition.command,
        commandLine(config.Entrypoint, config.Cmd),
      ),
    () =>
      judgeValues(`${of} has another environment`, condition.environment, variables(config.Env)),
    () => judgePrivileges(candidate),
    () => judgeLogs(candidate),
    () =>
      judgeFiles(condition.files, {
        read: containerFile(probe, container.Id),
        place: ` in the container ${nameOf(container)}`,
      }),
  ];
}

export function nameOf({ Name }: Container): string {
  return oneLine(Name.replace(/^\//, ''));
}

function judgeState({ condition, container }: Candidate): Verdict | undefined {
  const { exitCode } = condition;
  const expected = condition.state ?? (exitCode === undefined ? 'running' : 'exited');
  const { Status: status, ExitCode: code } = container.State;
  const is = status === 'exited' ? `has ended with exit code ${code}` : `is ${oneLine(status)}`;
  const what = `The container ${nameOf(container)} ${is}`;
  if (expected !== 'present' && expected !== 'absent' && status !== expected) {
    const see =
      status === 'exited' && expected === 'running'
        ? `: see “docker logs ${nameOf(container)}”`
        : '';
    return no(`${what}; expected it to be ${expected}${see}.`);
  }
  if (exitCode !== undefined && code !== exitCode) {
    return no(`${what}; expected exit code ${exitCode}.`);
  }
  return expected === 'present' || expected === 'absent' ? undefined : yes('');
}

function judgeOrigin({ condition, container, image }: Candidate): Verdict | undefined {
  const { image: expected } = condition;
  if (expected === undefined) return undefined;
  const name = nameOf(container);
  const isNamed = shortName(container.Config.Image) === shortName(expected);
  if (image ? image.Id === container.Image : isNamed) return yes('');
  return no(
    isNamed
      ? `The container ${name} is of an earlier ${expected}, which was built again since: remove it and start a new one.`
      : `The container ${name} was started from ${oneLine(container.Config.Image)}; expected ${expected}.`,
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
  if (missing === undefined) return yes('');
  return no(
    `The container ${nameOf(container)} does not publish ${missing}: found ${named([...new Set(found)])}.`,
  );
}

function judgeMounts({ condition, container }: Candidate): Verdict | undefined {
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
  if (missing === undefined) return yes('');
  const found = named(ends.map(({ text }) => oneLine(text)));
  return no(`The container ${nameOf(container)} does not mount ${missing}: found ${found}.`);
}

function judgeNetworks({ condition, container }: Candidate): Verdict | undefined {
  if (!condition.networks) return undefined;
  const found = Object.keys(container.NetworkSettings.Networks ?? {});
  const missing = condition.networks.filter((name) => !found.includes(name));
  if (missing.length === 0) return yes('');
  return no(
    `The container ${nameOf(container)} is not attached to ${named(missing)}: found ${named(found)}.`,
  );
}

function judgeRestart({ condition, container }: Candidate): Verdict | undefined {
  const { restart, restarts } = condition;
  const { Name: policy, MaximumRetryCount: most } = container.HostConfig.RestartPolicy ?? {};
  const found = most ? `${policy}:${most}` : policy || 'no';
  const of = `The container ${nameOf(container)}`;
  if (restart !== undefined && restart !== found && restart !== policy) {
    return no(`${of} has another restart policy: found ${oneLine(found)}; expected ${restart}.`);
  }
  if (restarts !== undefined && container.RestartCount < restarts) {
    return no(
      `${of} was restarted by Docker: found ${container.RestartCount} times; expected at least ${restarts}.`,
    );
  }
  return restart === undefined && restarts === undefined ? undefined : yes('');
}

function judgeHealth({ condition, container }: Candidate): Verdict | undefined {
  if (condition.health === undefined) return undefined;
  const found = container.State.Health?.Status ?? 'no health check';
  if (found === condition.health) return yes('');
  return no(
    `The container ${nameOf(container)} should be ${condition.health}: found ${oneLine(found)}.`,
  );
}

function judgePrivileges({ condition, container }: Candidate): Verdict | undefined {
  const { privileged, capAdd, capDrop } = condition;
  const { HostConfig: host } = container;
  const of = `The container ${nameOf(container)}`;
  if (privileged !== undefined && privileged !== host.Privileged) {
    return no(
      `${of} ${host.Privileged ? 'is privileged; expected it not to be' : 'is not privileged; expected it to be'}.`,
    );
  }
  for (const [option, expected, found] of [
    ['--cap-add', capAdd, host.CapAdd],
    ['--cap-drop', capDrop, host.CapDrop],
  ] as const) {
    const given = (found ?? []).map(plainCapability);
    const missing = (expected ?? []).filter((each) => !given.includes(plainCapability(each)));
    if (missing.length > 0) {
      return no(
        `${of} was started without ${option} ${missing.join(', ')}: found ${named(given)}.`,
      );
    }
  }
  return privileged === undefined && !capAdd && !capDrop ? undefined : yes('');
}

function plainCapability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

const LINES = '1000';
/** Of each stream, from its end: an expression of an author takes a third of a second for a million characters. */
const LONGEST_LOG = 262_144;

async function judgeLogs({ condition, container, probe }: Candidate): Promise<Verdict | undefined> {
  if (!condition.logs) return undefined;
  const command = ['docker', '--host', `unix://${SOCKET}`, 'logs', '--tail', LINES, container.Id];
  const result = await probe.exec({ command });
  if (result.exitCode !== 0) throw broken('The log of a container could not be read', result);
  const text = [result.stdout, result.stderr].map((part) => part.slice(-LONGEST_LOG)).join('');
  const missing = condition.logs.find((sought) => !readText(sought).found(text));
  if (missing === undefined) return yes('');
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return no(
    `The log of the container ${nameOf(container)} lacks ${quoted(missing)}: found at its end ${last === '' ? 'nothing' : quoted(last)}.`,
  );
}
