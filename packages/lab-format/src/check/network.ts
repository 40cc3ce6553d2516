import { z } from 'zod';
import type { NetworkCondition } from '../condition-parts.ts';
import { askOne, parseAnswer, part } from './engine.ts';
import type { Probe } from './probe.ts';
import { named, no, type Verdict, yes } from './verdict.ts';

const networkAnswer = z.object({
  Containers: z.record(z.string(), z.object({ Name: z.string() })).nullish(),
});
const listAnswer = z.array(z.object({ Name: z.string() }));

export async function judgeNetwork(
  { name, state, containers }: NetworkCondition,
  probe: Probe,
): Promise<Verdict> {
  const answer = await askOne(probe, `/networks/${part(name)}`);
  if (state === 'absent') {
    return answer === undefined
      ? yes(`There is no network ${name}.`)
      : no(`The network ${name} is still there.`);
  }
  if (answer === undefined) {
    const networks = parseAnswer(listAnswer, await askOne(probe, '/networks'));
    const names = networks.map((network) => network.Name);
    return no(`There is no network called ${name} yet: found ${named(names)}.`);
  }
  const { Containers } = parseAnswer(networkAnswer, answer);
  const attached = Object.values(Containers ?? {}).map((container) => container.Name);
  const missing = (containers ?? []).filter((container) => !attached.includes(container));
  if (missing.length > 0) {
    return no(
      `The network ${name} exists, but ${named(missing)} is not attached to it: found ${named(attached)}.`,
    );
  }
  return yes(`The network ${name} is there, as it should be.`);
}
