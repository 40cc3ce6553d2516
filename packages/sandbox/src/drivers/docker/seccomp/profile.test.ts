import { describe, expect, test } from 'vitest';
import { ABSENT, ALLOWED, REFUSED } from './groups.ts';
import { namesOf, seccompProfile } from './profile.ts';
import type { Condition, Rule } from './rule.ts';

const profile = seccompProfile();
const rulesOf = (name: string) => profile.syscalls.filter(({ names }) => names.includes(name));

describe('the groups', () => {
  const groups = [...ALLOWED, ...ABSENT, ...REFUSED];

  test('name every call once, and no call both allowed and not', () => {
    const names = groups.flatMap(namesOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z_][a-z0-9_]+$/.test(name))).toEqual([]);
    expect(names).not.toContain('personality');
    expect(names).not.toContain('socket');
  });

  test('each say why', () => {
    const reasons = groups.map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason.length < 25)).toEqual([]);
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

describe('the profile', () => {
  test('refuses what it does not name, and all that is named as refused', () => {
    expect(profile.defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(REFUSED.flatMap(namesOf).filter((name) => rulesOf(name).length > 0)).toEqual([]);
  });

  test('allows nested containers their namespaces and mounts, with any arguments', () => {
    for (const name of ['clone', 'clone3', 'unshare', 'setns', 'mount', 'pivot_root', 'fsmount']) {
      expect(rulesOf(name), name).toMatchObject([{ action: 'SCMP_ACT_ALLOW' }]);
      expect(rulesOf(name)[0]?.args, name).toBeUndefined();
    }
  });

  test('says of keys and io_uring that there is no such thing', () => {
    for (const name of ['keyctl', 'add_key', 'request_key', 'io_uring_setup']) {
      expect(rulesOf(name), name).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
    }
  });

  test('is for 64 bit programs of both architectures only', () => {
    expect(profile.archMap).toEqual([
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ]);
  });

  test('lets a process ask for its personality and not change how it is laid out', () => {
    expect(answers('personality', [0xffffffff])).toEqual(['allow']);
    expect(answers('personality', [0])).toEqual(['allow']);
    expect(answers('personality', [0x40000])).toEqual([]);
  });
});

describe('a socket', () => {
  const [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET] = [1, 2, 10, 16, 17];

  test('of every family has exactly one answer', () => {
    const allowed = new Set([AF_UNIX, AF_INET, AF_INET6, AF_PACKET]);
    for (let family = 0; family < 64; family += 1) {
      if (family === AF_NETLINK) continue;
      expect(answers('socket', [family]), `${family}`).toEqual([
        allowed.has(family) ? 'allow' : 97,
      ]);
    }
  });

  test('of every netlink protocol has exactly one answer', () => {
    const allowed = new Set([0, 4, 12, 15, 16]);
    for (let protocol = 0; protocol < 32; protocol += 1) {
      expect(answers('socket', [AF_NETLINK, 3, protocol]), `${protocol}`).toEqual([
        allowed.has(protocol) ? 'allow' : 93,
      ]);
    }
  });

  test('is not allowed with something in the upper half of an argument', () => {
    expect(answers('socket', [2 ** 32 + AF_INET])).toEqual([97]);
    expect(answers('socket', [AF_NETLINK, 3, 2 ** 32])).toEqual([93]);
  });

  test('comes in pairs for processes of one sandbox only', () => {
    expect(answers('socketpair', [AF_UNIX])).toEqual(['allow']);
    expect(answers('socketpair', [AF_INET])).toEqual([]);
  });
});

/** What the rules of a call say to these arguments: the filter allows two rules to hold, and then picks one. */
function answers(name: string, args: readonly number[]): (string | number | undefined)[] {
  const holds = ({ index, value, op }: Condition) => {
    const argument = args[index] ?? 0;
    return op === 'SCMP_CMP_EQ' ? argument === value : argument > value;
  };
  const answer = ({ action, errnoRet }: Rule) => (action === 'SCMP_ACT_ALLOW' ? 'allow' : errnoRet);
  return rulesOf(name)
    .filter(({ args: conditions = [] }) => conditions.every(holds))
    .map(answer);
}
