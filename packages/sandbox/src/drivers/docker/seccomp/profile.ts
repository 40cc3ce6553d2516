import { ABSENT, ALLOWED, type SyscallGroup } from './groups.ts';
import type { Rule } from './rule.ts';
import { socketRules } from './socket-rules.ts';

/** The engine's format, as far as 20.10 knows it already. */
export interface SeccompProfile {
  /** With EPERM. */
  readonly defaultAction: 'SCMP_ACT_ERRNO';
  readonly archMap: readonly {
    readonly architecture: string;
    readonly subArchitectures: readonly string[];
  }[];
  readonly syscalls: readonly Rule[];
}

const ENOSYS = 38;

/** Linux, with the old short inode numbers or not, in the form of 2.6, or just asking which it is. */
const PERSONALITIES = [0, 0x8, 0x20000, 0x20008, 0xffffffff];

/** What the processes of a sandbox may ask of the kernel: of all that are in it, nested containers included. */
export function seccompProfile(): SeccompProfile {
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    // No 32 bit programs: their calls are a second way to everything, past the rules on sockets, and the way
    // that several exploits of network filters took. Such a program is ended with SIGSYS.
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ],
    syscalls: [
      ...ALLOWED.map((group): Rule => ({ ...rule(group), action: 'SCMP_ACT_ALLOW' })),
      ...ABSENT.map(
        (group): Rule => ({ ...rule(group), action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS }),
      ),
      ...PERSONALITIES.map(
        (value): Rule => ({
          names: ['personality'],
          action: 'SCMP_ACT_ALLOW',
          args: [{ index: 0, value, op: 'SCMP_CMP_EQ' }],
        }),
      ),
      ...socketRules(),
    ],
  };
}

/** The names of a group, one by one. */
export function namesOf(group: SyscallGroup): string[] {
  return group.names.trim().split(/\s+/);
}

function rule(group: SyscallGroup) {
  return { names: namesOf(group), comment: group.reason.replace(/\s+/g, ' ') };
}
