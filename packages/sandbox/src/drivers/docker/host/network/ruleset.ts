import { hostPattern, PROXY_PORT } from '../../subnets.ts';
import { BRIDGE_PREFIX, egressPrefix } from './bridge-name.ts';

export const FIREWALL_TABLE = 'drydock';

export interface Ruleset {
  /** IPv4 addresses that sandboxes of egress `open` may ask for names, whatever network they are in. */
  readonly nameservers: readonly string[];
}

/**
 * The packet filter for all sandboxes of all instances of a box, in nft's language: a table of our own, replaced as a
 * whole. It knows sandboxes by the names of their bridges, so that it stays as it is when they come and go.
 * Its set `neighbours` is for the networks that the box itself is in.
 */
export function firewallRuleset({ nameservers }: Ruleset): string {
  const names = nameservers.length > 0 ? `elements = { ${nameservers.join(', ')} }` : '';
  return `
add table inet ${FIREWALL_TABLE}
delete table inet ${FIREWALL_TABLE}
table inet ${FIREWALL_TABLE} {
  counter to_host { }
  counter to_sandbox { }
  counter to_neighbour { }
  counter by_egress { }
  counter by_helper { }

  set nameservers { type ipv4_addr; ${names} }
  set neighbours { type ipv4_addr; flags interval; auto-merge; }
  set never { type ipv4_addr; flags interval; auto-merge; elements = { ${NEVER.join(', ')} } }

  chain input {
    ${base('input')}
    iifname "${BRIDGE_PREFIX}*" goto from_sandbox_to_host
  }
  chain forward {
    ${base('forward')}
    iifname "${BRIDGE_PREFIX}*" goto from_sandbox
    oifname "${BRIDGE_PREFIX}*" goto to_sandbox
  }

  chain from_sandbox_to_host {
    ${ESTABLISHED}
    iifname "${egressPrefix('open')}*" ${NAMES} accept
    counter name to_host goto refuse
  }
  chain from_sandbox {
    ${ESTABLISHED}
    ip saddr ${at('hub')} counter name by_helper goto refuse
    ip saddr ${at('proxy')} counter name by_helper goto refuse
    ${onOwnNetwork('hub', 443)}
    iifname "${egressPrefix('packages')}*" ${onOwnNetwork('proxy', PROXY_PORT)}
    oifname "${BRIDGE_PREFIX}*" counter name to_sandbox goto refuse
    iifname != "${egressPrefix('open')}*" counter name by_egress goto refuse
    meta nfproto ipv6 counter name to_neighbour goto refuse
    ${NAMES} accept
    ip daddr @never counter name to_neighbour goto refuse
    ip daddr @neighbours counter name to_neighbour goto refuse
  }
  chain to_sandbox {
    ${ESTABLISHED}
    counter name to_sandbox goto refuse
  }
  chain refuse {
    meta l4proto tcp reject with tcp reset
    reject with icmpx admin-prohibited
  }
}
`;
}

/**
 * Where no sandbox goes: this network, private, carriers', loopback, link-local with the clouds' metadata, protocol
 * assignments, benchmarks, multicast, reserved. The three ranges for documentation are not among them: nobody is there,
 * and machines without the internet put what stands for it into them.
 */
const NEVER = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

const ESTABLISHED = 'ct state vmap { established : accept, related : accept, invalid : drop }';

/** The box may be its own nameserver. */
const NAMES = 'ip daddr @nameservers meta l4proto { tcp, udp } th dport 53';

/** Before the filters of others: what they accept cannot let out what is refused here. */
function base(hook: 'input' | 'forward'): string {
  return `type filter hook ${hook} priority filter - 10; policy accept;`;
}

/** Hub and proxy are on every session's network, and call nobody over it. */
function at(place: Parameters<typeof hostPattern>[0]): string {
  const { mask, value } = hostPattern(place);
  return `& ${mask} == ${value}`;
}

/**
 * Bridged packets pass here on boxes with br_netfilter. A packet for the same place on another's network is routed: the
 * way to it does not lead back through the interface that it came from.
 */
function onOwnNetwork(place: 'hub' | 'proxy', port: number): string {
  return `ip daddr ${at(place)} tcp dport ${port} fib daddr . iif oif exists accept`;
}
