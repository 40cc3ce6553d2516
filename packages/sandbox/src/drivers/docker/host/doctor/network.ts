import { z } from 'zod';
import { HostError } from '../errors.ts';
import { hasFirewall } from '../network/firewall.ts';
import type { Examined, Finding, Probe } from './finding.ts';

/** The device of a sandbox's network. */
export const examineTun: Probe = async ({ box }) => {
  const named = { id: 'tun', title: '/dev/net/tun' };
  const mode = await box.mode('/dev/net/tun');
  if (mode !== undefined && (mode & 0o666) === 0o666)
    return { ...named, state: 'ok', detail: 'open to all users' };
  const detail = mode === undefined ? 'missing' : `mode 0${mode.toString(8)}`;
  if (box.isRoot)
    return { ...named, state: 'warning', detail, advice: '`drydock prepare` opens it.' };
  const advice = 'As root: modprobe tun && chmod 666 /dev/net/tun';
  return { ...named, state: 'problem', detail, advice };
};

const egress = z.enum(['open', 'packages', 'none']).default('open');

/** What sandboxes reach beside the hub. */
export const examineEgress: Probe = ({ environment }) => {
  const named = { id: 'egress', title: 'Egress' };
  const read = egress.safeParse(environment.DRYDOCK_EGRESS || undefined);
  if (!read.success)
    return {
      ...named,
      state: 'problem',
      detail: `DRYDOCK_EGRESS is "${environment.DRYDOCK_EGRESS}"`,
      advice: 'Set it to open, packages or none.',
    };
  return { ...named, state: 'ok', detail: MEANING[read.data] };
};

const MEANING = {
  open: 'open: sandboxes reach the internet',
  packages: 'packages: sandboxes reach package mirrors through a proxy',
  none: 'none: sandboxes reach the class hub only',
};

/** Whether the rules that keep sandboxes from the host and its network are loaded. */
export async function examineFirewall(
  { engine, home }: Examined,
  isLoaded = hasFirewall,
): Promise<Finding> {
  const named = { id: 'firewall', title: 'Firewall' };
  const advice = '`drydock prepare` loads it, and no sandbox starts without it.';
  if (engine === undefined)
    return { ...named, state: 'warning', detail: 'not known without an engine', advice };
  try {
    const state = await isLoaded({ docker: engine.docker, home });
    if (state === 'loaded') return { ...named, state: 'ok', detail: 'loaded' };
    const detail = state === 'no-image' ? 'this box is not prepared yet' : 'not loaded';
    return { ...named, state: 'warning', detail, advice };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { ...named, state: 'problem', detail: error.message, advice: error.hint };
  }
}
