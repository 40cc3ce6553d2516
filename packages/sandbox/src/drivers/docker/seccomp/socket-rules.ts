import type { Condition, Rule } from './rule.ts';

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const AF_PACKET = 17;

const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;

/** For tcpdump, arping and DHCP beside the usual ones; it sees the sandbox's own network namespace. */
const FAMILIES = [AF_UNIX, AF_INET, AF_INET6, AF_PACKET];

/**
 * ROUTE (addresses, links), SOCK_DIAG (ss), NETFILTER (nft, conntrack), KOBJECT_UEVENT (libudev) and GENERIC
 * (ethtool, WireGuard). Not XFRM, which is IPsec: large, and needed by encrypted Swarm networks only.
 */
const NETLINK_PROTOCOLS = [0, 4, 12, 15, 16];

/**
 * Which sockets may be made. Each kind that may is compared as a whole: the kernel looks at the lower half of
 * an argument only, so that a rule about what may not be would be passed with something in the upper half.
 * The others are answered as by a kernel without them: programs that look for Bluetooth or audit then go on,
 * and those that are told EPERM (tcpdump, sudo) give up.
 */
export function socketRules(): Rule[] {
  const protocol = (condition: Condition) => [equals(0, AF_NETLINK), condition];
  return [
    ...FAMILIES.map((family) => allow('socket', [equals(0, family)])),
    ...NETLINK_PROTOCOLS.map((number) => allow('socket', protocol(equals(2, number)))),
    ...others(0, [...FAMILIES, AF_NETLINK]).map((one) => refuse([one], EAFNOSUPPORT)),
    ...others(2, NETLINK_PROTOCOLS).map((one) => refuse(protocol(one), EPROTONOSUPPORT)),
    allow('socketpair', [equals(0, AF_UNIX)]),
  ];
}

/** Every other value of an argument: the gaps between these one by one, and all above. */
function others(index: number, values: readonly number[]): Condition[] {
  const highest = Math.max(...values);
  const gaps = Array.from({ length: highest }, (_, value) => value).filter(
    (value) => !values.includes(value),
  );
  return [
    ...gaps.map((value) => equals(index, value)),
    { index, value: highest, op: 'SCMP_CMP_GT' },
  ];
}

function allow(name: string, args: readonly Condition[]): Rule {
  return { names: [name], action: 'SCMP_ACT_ALLOW', args };
}

function refuse(args: readonly Condition[], errnoRet: number): Rule {
  return { names: ['socket'], action: 'SCMP_ACT_ERRNO', errnoRet, args };
}

function equals(index: number, value: number): Condition {
  return { index, value, op: 'SCMP_CMP_EQ' };
}
