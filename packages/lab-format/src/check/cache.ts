import { z } from 'zod';
import type { CacheCondition } from '../condition-parts.ts';
import { readInstructions } from './dockerfile.ts';
import { noImage } from './image.ts';
import { askImage } from './images.ts';
import { fits, type Instruction, showAll } from './instruction.ts';
import { parseJson } from './json.ts';
import { broken, CheckError, type Probe } from './probe.ts';
import { no, oneLine, type Verdict, yes } from './verdict.ts';

/** A program of the sandbox: what BuildKit knows of a build that has ended. */
const BUILDS = '/usr/lib/drydock/builds';

const buildAnswer = z
  .object({
    failed: z.string().nullable(),
    steps: z.array(z.object({ name: z.string(), cached: z.boolean() })),
  })
  .nullable();

interface Step {
  readonly instruction: Instruction;
  readonly cached: boolean;
}

/** What a build took from the cache. A FROM is no step: it is never built. */
export async function judgeCache(condition: CacheCondition, probe: Probe): Promise<Verdict> {
  const { image: name, steps, ran } = condition;
  const image = name === undefined ? undefined : (await askImage(probe, name))?.Id;
  if (name !== undefined && image === undefined) return await noImage(name, probe);
  const build = await newestBuild(image, probe);
  const which = name === undefined ? 'The newest build' : `The newest build of ${name}`;
  if (!build) {
    return no(
      name === undefined
        ? 'Nothing was built here yet.'
        : `The image ${name} exists, but it was not built here: found no build of it.`,
    );
  }
  if (build.failed !== null) return no(`${which} has failed: ${oneLine(build.failed)}.`);
  const all = build.steps.flatMap(readStep);
  const cached = all.filter((step) => step.cached).map((step) => step.instruction);
  const done = all.filter((step) => !step.cached).map((step) => step.instruction);
  const from = `found from the cache: ${showAll(cached) || 'nothing'}; built: ${showAll(done) || 'nothing'}`;
  for (const [sought, place, text] of [
    ...(steps ?? []).map((step) => [step, cached, 'did not take it from the cache'] as const),
    ...(ran ?? []).map((step) => [step, done, 'did not build it anew'] as const),
  ]) {
    if (!all.some(({ instruction }) => fits(sought)(instruction))) {
      return no(`${which} has no step ${sought}: ${from}.`);
    }
    if (!place.some(fits(sought))) return no(`${which} has ${sought}, but ${text}: ${from}.`);
  }
  const least = condition.atLeast ?? (steps || ran ? 0 : 1);
  if (cached.length < least) {
    return no(
      `${which} took ${cached.length} of its ${all.length} steps from the cache; expected at least ${least}: ${from}.`,
    );
  }
  return yes(`${which} took ${cached.length} of its ${all.length} steps from the cache.`);
}

async function newestBuild(image: string | undefined, probe: Probe) {
  const command = [BUILDS, ...(image === undefined ? [] : [image])];
  const result = await probe.exec({ command });
  if (result.exitCode !== 0) {
    if (!result.stderr.includes('the engine')) throw broken('Builds could not be read', result);
    throw new CheckError('SANDBOX_ENGINE_DOWN', oneLine(result.stderr));
  }
  const build = buildAnswer.safeParse(parseJson(result.stdout));
  if (!build.success) throw broken('What is known of builds cannot be read', result);
  return build.data;
}

/** `[stage 2/4] RUN make`. */
function readStep({ name, cached }: { name: string; cached: boolean }): Step[] {
  const [instruction] = readInstructions(name.replace(/^\[[^\]]*\]\s*/, ''));
  return instruction && instruction.keyword !== 'FROM'
    ? [{ instruction: { keyword: instruction.keyword, words: instruction.words }, cached }]
    : [];
}
