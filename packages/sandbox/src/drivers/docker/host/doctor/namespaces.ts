import type { Finding, Probe } from './finding.ts';

const UNSHARE = ['unshare', '--user', '--map-root-user'];
const OVERLAY =
  'mount -t tmpfs tmpfs /tmp && cd /tmp && mkdir lower upper work all && mount -t overlay -o userxattr,lowerdir=lower,upperdir=upper,workdir=work overlay all';
const RESTRICTION = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/** Whether an ordinary user can make a user namespace: tried. */
export const examineUserNamespaces: Probe = async ({ box }) => {
  const named = { id: 'user-namespaces', title: 'User namespaces' };
  const refusal = await box.tryAsUser([...UNSHARE, 'true']);
  if (refusal === undefined) return { ...named, state: 'ok', detail: 'ordinary users make them' };
  const closed = (await box.read('/proc/sys/kernel/unprivileged_userns_clone'))?.trim() === '0';
  const advice = closed
    ? 'sysctl -w kernel.unprivileged_userns_clone=1'
    : 'Raise user.max_user_namespaces (sysctl), and see AppArmor below.';
  return { ...named, state: 'problem', detail: refusal, advice };
};

/** Whether root of a user namespace can mount an overlay, as the root of every sandbox is one: tried. */
export const examineOverlay: Probe = async ({ box }) => {
  const named = { id: 'overlay', title: 'Overlay in user namespaces' };
  const refusal = await box.tryAsUser([...UNSHARE, '--mount', 'sh', '-c', OVERLAY]);
  if (refusal === undefined) return { ...named, state: 'ok', detail: 'works' };
  const advice = 'Sandboxes need Linux 5.11 or later with overlayfs (modprobe overlay).';
  return { ...named, state: 'problem', detail: refusal, advice };
};

/** Ubuntu's way to take from user namespaces what sandboxes need. */
export const examineAppArmor: Probe = async ({ box }): Promise<Finding> => {
  const named = { id: 'apparmor', title: 'AppArmor' };
  const value = (await box.read(RESTRICTION))?.trim();
  if (value === undefined || value === '0')
    return { ...named, state: 'ok', detail: 'does not restrict user namespaces' };
  return {
    ...named,
    state: 'problem',
    detail: 'takes all rights from user namespaces (kernel.apparmor_restrict_unprivileged_userns)',
    advice:
      'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, and the same in a file of /etc/sysctl.d to keep it.',
  };
};
