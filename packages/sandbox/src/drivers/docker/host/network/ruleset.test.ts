import { expect, test } from 'vitest';
import { PROXY_PORT, subnetAt } from '../../subnets.ts';
import { firewallRuleset } from './ruleset.ts';

const rules = firewallRuleset({ nameservers: ['10.0.0.1', '9.9.9.9'] });

/** The lines of one chain, in their order. */
function chain(name: string): string[] {
  const [, body = ''] = rules.split(`chain ${name} {\n`);
  return body
    .slice(0, body.indexOf('}\n  chain') + 1 || body.indexOf('\n  }'))
    .split('\n')
    .map((line) => line.trim());
}

test('the table is replaced as a whole, in one go', () => {
  const lines = rules.trim().split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'add table inet drydock',
    'delete table inet drydock',
    'table inet drydock {',
  ]);
});

test('it looks before the filters of others, at sandboxes only', () => {
  for (const hook of ['input', 'forward']) {
    expect(chain(hook)[0]).toBe(`type filter hook ${hook} priority filter - 10; policy accept;`);
  }
  expect(chain('input').slice(1)).toContain('iifname "dryd-*" goto from_sandbox_to_host');
  expect(chain('forward')).toEqual(
    expect.arrayContaining([
      'iifname "dryd-*" goto from_sandbox',
      'oifname "dryd-*" goto to_sandbox',
    ]),
  );
});

test('what is refused comes before what is allowed to the open ones', () => {
  const lines = chain('from_sandbox');
  const place = (text: string) => {
    const found = lines.findIndex((line) => line.includes(text));
    expect(found, text).toBeGreaterThanOrEqual(0);
    return found;
  };
  expect(place('ct state')).toBe(0);
  expect(place('ip saddr & 255.255.0.15 == 10.210.0.2 counter name by_helper')).toBe(1);
  expect(place('ip saddr & 255.255.0.15 == 10.210.0.4 counter name by_helper')).toBe(2);
  expect(place('10.210.0.2 tcp dport 443 fib daddr . iif oif exists accept')).toBe(3);
  expect(
    place(`iifname "dryd-p*" ip daddr & 255.255.0.15 == 10.210.0.4 tcp dport ${PROXY_PORT}`),
  ).toBe(4);
  expect(place('oifname "dryd-*" counter name to_sandbox goto refuse')).toBe(5);
  expect(place('iifname != "dryd-o*" counter name by_egress goto refuse')).toBe(6);
  expect(place('meta nfproto ipv6')).toBe(7);
  expect(place('@nameservers meta l4proto { tcp, udp } th dport 53 accept')).toBe(8);
  expect(place('@never')).toBe(9);
  expect(place('@neighbours')).toBe(10);
});

test('every network of sandboxes has its hub and proxy where the rules look for them', () => {
  for (const index of [0, 17, 4095]) {
    const { hub, proxy, sandbox } = subnetAt(index);
    expect([hub, proxy].map(underMask)).toEqual(['10.210.0.2', '10.210.0.4']);
    expect(underMask(sandbox)).toBe('10.210.0.3');
  }
});

test('names are asked of the nameservers of the box, or of nobody', () => {
  expect(rules).toContain('set nameservers { type ipv4_addr; elements = { 10.0.0.1, 9.9.9.9 } }');
  expect(firewallRuleset({ nameservers: [] })).toContain('set nameservers { type ipv4_addr;  }');
});

function underMask(address: string): string {
  const mask = [255, 255, 0, 15];
  return address
    .split('.')
    .map((part, index) => Number(part) & (mask[index] ?? 0))
    .join('.');
}
