import type { Probe } from './finding.ts';

const MACHINES = new Set(['x86_64', 'aarch64']);

/** Kernel and architecture. */
export const examineSystem: Probe = ({ box }) => {
  const named = { id: 'system', title: 'Kernel', detail: `Linux ${box.kernel} on ${box.machine}` };
  const [major = 0, minor = 0] = box.kernel.split('.').map(Number);
  if (!MACHINES.has(box.machine))
    return { ...named, state: 'problem', advice: 'Use a box with amd64 or arm64.' };
  if (major > 5 || (major === 5 && minor >= 11)) return { ...named, state: 'ok' };
  const advice = 'Use Linux 5.11 or later: before it a sandbox cannot mount its overlays.';
  return { ...named, state: 'problem', advice };
};

/** On cgroup v1 no limits can be handed on into a sandbox. */
export const examineCgroups: Probe = async ({ box, engine }) => {
  const unified = (await box.read('/sys/fs/cgroup/cgroup.controllers')) !== undefined;
  const version = engine?.cgroupVersion ?? (unified ? '2' : '1');
  const named = { id: 'cgroups', title: 'Control groups', detail: `version ${version}` };
  if (version === '2') return { ...named, state: 'ok' };
  return {
    ...named,
    state: 'warning',
    advice:
      'Limits of whole sandboxes hold; `docker run --memory` inside of one has no effect. For that, boot with systemd.unified_cgroup_hierarchy=1.',
  };
};
