import type { ContainerCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
import { containerLooks, type Look } from './container-looks.ts';
import { nameOf } from './container-settings.ts';
import { askContainers, type Container, containerNames } from './containers.ts';
import { noImage } from './image.ts';
import { askImage, type Image } from './images.ts';
import type { Probe } from './probe.ts';
import { allOf, joined, named, no, oneLine, type Verdict, yes } from './verdict.ts';

/** Any container that fits will do; of those that do not, the one that comes closest is told of. */
export async function judgeContainer(
  condition: ContainerCondition,
  probe: Probe,
): Promise<Verdict> {
  const { name, state } = condition;
  const image = condition.image === undefined ? undefined : await askImage(probe, condition.image);
  const candidates = await askContainers(probe, name);
  const results = [];
  for (const container of candidates) {
    const looks = containerLooks({ condition, container, image, probe });
    const { passed, failure } = await goThrough(looks);
    if (failure === undefined && state !== 'absent') {
      return yes(isThere(nameOf(container)));
    }
    results.push({ container, passed, failure });
  }
  if (state === 'absent') {
    const left = results.filter(({ failure }) => !failure).map(({ container }) => container);
    return left.length === 0 ? yes(NO_SUCH) : no(stillThere(left));
  }
  const [closest] = results.toSorted((a, b) => b.passed - a.passed);
  if (closest?.failure && (name !== undefined || closest.passed > 0)) return closest.failure;
  return await noContainer(condition, image, probe);
}

async function goThrough(looks: readonly Look[]) {
  let passed = 0;
  for (const look of looks) {
    const verdict = await look();
    if (verdict && !verdict.holds) return { passed, failure: verdict };
    // One that was not asked for is no sign of closeness.
    if (verdict) passed += 1;
  }
  return { passed, failure: undefined };
}

function isThere(name: string): Reason {
  return {
    en: `The container ${name} is there, as it should be.`,
    ja: `コンテナ ${name} があります。`,
  };
}

const NO_SUCH: Reason = {
  en: 'There is no such container.',
  ja: 'そのようなコンテナはありません。',
};

function stillThere(left: readonly Container[]): Reason {
  const names = left.map((each) => `${nameOf(each)} (${oneLine(each.State.Status)})`);
  const all = named(names);
  return left.length === 1
    ? {
        en: `The container ${names[0]} is still there.`,
        ja: `コンテナ ${names[0]} がまだ残っています。`,
      }
    : {
        en: `Containers are still there: ${all.en}.`,
        ja: `コンテナがまだ残っています: ${all.ja}。`,
      };
}

async function noContainer(
  condition: ContainerCondition,
  image: Image | undefined,
  probe: Probe,
): Promise<Verdict> {
  const { name, state, image: from, publishes } = condition;
  if (from !== undefined && !image) return await noImage(from, probe);
  const found = named(await containerNames(probe));
  if (name !== undefined) {
    return no({
      en: `There is no container called ${name} yet: found ${found.en}.`,
      ja: `${name} という名前のコンテナはまだありません。見つかったもの: ${found.ja}。`,
    });
  }
  const ports = allOf((publishes ?? []).map(String));
  const which: Reason[] = [
    ...(state === undefined || state === 'present'
      ? []
      : [{ en: `is ${state}`, ja: `状態が ${state}` }]),
    ...(from === undefined ? [] : [{ en: `was started from ${from}`, ja: `${from} から起動` }]),
    ...(publishes === undefined
      ? []
      : [{ en: `publishes port ${ports.en}`, ja: `ポート ${ports.ja} を公開` }]),
  ];
  const all = joined(which, { en: ' and ', ja: '、' });
  return no({
    en: `No container ${all.en || 'is as expected'}: found ${found.en}.`,
    ja: `条件に合うコンテナはありません${all.ja && `: ${all.ja}`}。見つかったもの: ${found.ja}。`,
  });
}
