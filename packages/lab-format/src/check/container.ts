import type { ContainerCondition } from '../condition-parts.ts';
import { containerLooks, type Look, nameOf } from './container-looks.ts';
import { askContainers, type Container, containerNames } from './containers.ts';
import { noImage } from './image.ts';
import { askImage, type Image } from './images.ts';
import type { Probe } from './probe.ts';
import { named, no, oneLine, type Verdict, yes } from './verdict.ts';

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
      return yes(`The container ${nameOf(container)} is there, as it should be.`);
    }
    results.push({ container, passed, failure });
  }
  if (state === 'absent') {
    const left = results.filter(({ failure }) => !failure).map(({ container }) => container);
    return left.length === 0 ? yes('There is no such container.') : no(stillThere(left));
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

function stillThere(left: readonly Container[]): string {
  const names = left.map((each) => `${nameOf(each)} (${oneLine(each.State.Status)})`);
  return left.length === 1
    ? `The container ${names[0]} is still there.`
    : `Containers are still there: ${named(names)}.`;
}

async function noContainer(
  condition: ContainerCondition,
  image: Image | undefined,
  probe: Probe,
): Promise<Verdict> {
  const { name, state, image: from, publishes } = condition;
  if (from !== undefined && !image) return await noImage(from, probe);
  const found = `found ${named(await containerNames(probe))}`;
  if (name !== undefined) return no(`There is no container called ${name} yet: ${found}.`);
  const which = [
    ...(state === undefined || state === 'present' ? [] : [`is ${state}`]),
    ...(from === undefined ? [] : [`was started from ${from}`]),
    ...(publishes === undefined ? [] : [`publishes port ${publishes.join(' and ')}`]),
  ];
  return no(`No container ${which.join(' and ') || 'is as expected'}: ${found}.`);
}
