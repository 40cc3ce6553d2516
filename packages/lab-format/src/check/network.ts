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
      ? yes({ en: `There is no network ${name}.`, ja: `ネットワーク ${name} はありません。` })
      : no({
          en: `The network ${name} is still there.`,
          ja: `ネットワーク ${name} がまだ残っています。`,
        });
  }
  if (answer === undefined) {
    const networks = parseAnswer(listAnswer, await askOne(probe, '/networks'));
    const found = named(networks.map((network) => network.Name));
    return no({
      en: `There is no network called ${name} yet: found ${found.en}.`,
      ja: `${name} という名前のネットワークはまだありません。見つかったもの: ${found.ja}。`,
    });
  }
  const { Containers } = parseAnswer(networkAnswer, answer);
  const attached = Object.values(Containers ?? {}).map((container) => container.Name);
  const missing = (containers ?? []).filter((container) => !attached.includes(container));
  if (missing.length > 0) {
    const [lacking, found] = [named(missing), named(attached)];
    return no({
      en: `The network ${name} exists, but ${lacking.en} is not attached to it: found ${found.en}.`,
      ja: `ネットワーク ${name} はありますが、${lacking.ja} が接続されていません。見つかったもの: ${found.ja}。`,
    });
  }
  return yes({
    en: `The network ${name} is there, as it should be.`,
    ja: `ネットワーク ${name} があります。`,
  });
}
