import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { HostError } from '../errors.ts';
import { isStatus } from '../images/images.ts';
import { type ObjectOwner, ownLabels } from '../labels.ts';
import { boxNameservers } from './nameservers.ts';
import { networkImageName } from './network-image.ts';
import { FIREWALL_TABLE, firewallRuleset } from './ruleset.ts';

export interface FirewallRequest extends ObjectOwner {
  readonly docker: Docker;
  /** What prepareNetworkImage made of `firewall`. */
  readonly image: string;
}

/**
 * Loads the packet filter that keeps sandboxes in, whatever of it was there: as a whole or not at all.
 * Rejects with HostError FIREWALL_NOT_LOADED: no sandbox may start then.
 */
export async function loadFirewall(request: FirewallRequest): Promise<void> {
  const rules = firewallRuleset({ nameservers: await boxNameservers() });
  await runFirewall(request, { command: ['load', FIREWALL_TABLE], rules });
}

/** Takes the packet filter away; resolves with whether it can have been there. To be called when no sandbox is left. */
export async function unloadFirewall({ docker, home }: FirewallRemoval): Promise<boolean> {
  const images = await docker.listImages({
    filters: { reference: [networkImageName('firewall')] },
  });
  const image = images[0]?.Id;
  // Without it nothing was ever loaded.
  if (image === undefined) return false;
  const request = { docker, image, home, instance: 'main' };
  await runFirewall(request, { command: ['unload', FIREWALL_TABLE] });
  return true;
}

/** Whether the packet filter is there; `no-image` on a box that was not prepared yet. Rejects with HostError FIREWALL_NOT_LOADED. */
export async function hasFirewall({
  docker,
  home,
}: FirewallRemoval): Promise<'loaded' | 'missing' | 'no-image'> {
  const reference = [networkImageName('firewall')];
  const [image] = await docker.listImages({ filters: { reference } });
  if (image === undefined) return 'no-image';
  const request = { docker, image: image.Id, home, instance: 'main' };
  try {
    await runFirewall(request, { command: ['list', FIREWALL_TABLE] });
    return 'loaded';
  } catch (error) {
    // nft's word for a table that is not there.
    if (/No such file or directory/.test((error as Error).message)) return 'missing';
    throw error;
  }
}

export interface FirewallRemoval {
  readonly docker: Docker;
  readonly home: string;
}

/** In milliseconds. nft needs some 50; a box that is full of learners is slower. */
const LIMIT = 20_000;

interface FirewallRun {
  readonly command: readonly string[];
  readonly rules?: string;
}

/** Runs `infra/firewall/firewall` in the box's network namespace; resolves with what it printed. */
async function runFirewall(
  { docker, image, ...owner }: FirewallRequest,
  { command, rules }: FirewallRun,
): Promise<string> {
  const container = await docker
    .createContainer({
      Image: image,
      Cmd: [...command],
      Env: rules === undefined ? [] : [`RULES=${rules}`],
      Labels: ownLabels(owner, 'firewall'),
      // With a terminal its output is one stream, without the engine's frames.
      Tty: true,
      HostConfig: {
        AutoRemove: true,
        NetworkMode: 'host',
        CapDrop: ['ALL'],
        CapAdd: ['NET_ADMIN'],
        SecurityOpt: ['no-new-privileges'],
        ReadonlyRootfs: true,
      },
    })
    .catch((cause: Error) => {
      throw notLoaded(cause.message, cause);
    });
  try {
    // Before it starts: once it has ended it is gone, whatever became of this process.
    const output = await container.attach({ stream: true, stdout: true, stderr: true });
    const printed = text(output as unknown as Readable);
    const ended = container.wait({
      condition: 'removed',
      abortSignal: AbortSignal.timeout(LIMIT),
    });
    const [end] = await Promise.all([ended, container.start()]);
    if (end.StatusCode !== 0) throw notLoaded((await printed).trim());
    return await printed;
  } catch (error) {
    await container.remove({ force: true, v: true }).catch(whenGone);
    throw error instanceof HostError ? error : notLoaded((error as Error).message, error);
  }
}

function whenGone(error: unknown): void {
  // 404: it removed itself; 409: it is doing so.
  if (!isStatus(error, 404, 409)) throw error;
}

function notLoaded(reason: string, cause?: unknown): HostError {
  return new HostError(
    {
      code: 'FIREWALL_NOT_LOADED',
      message: `The packet filter that keeps sandboxes in was not loaded: ${reason}`,
      hint: 'The kernel needs nf_tables with `ct`, `fib` and `reject` (any of Debian or Ubuntu has them), and the engine must allow a container with the host network and NET_ADMIN. No sandbox starts without it.',
    },
    { cause },
  );
}
