import { z } from 'zod';
import type { CacheCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
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
  if (!build) return no(noBuild(name));
  const which = {
    en: name === undefined ? 'The newest build' : `The newest build of ${name}`,
    ja: name === undefined ? '最新のビルド' : `${name} の最新のビルド`,
  };
  if (build.failed !== null) {
    const failed = oneLine(build.failed);
    return no({
      en: `${which.en} has failed: ${failed}.`,
      ja: `${which.ja}は失敗しました: ${failed}。`,
    });
  }
  const all = build.steps.flatMap(readStep);
  const cached = all.filter((step) => step.cached).map((step) => step.instruction);
  const done = all.filter((step) => !step.cached).map((step) => step.instruction);
  const from = {
    en: `found from the cache: ${showAll(cached).en}; built: ${showAll(done).en}`,
    ja: `キャッシュから: ${showAll(cached).ja}。ビルドされたもの: ${showAll(done).ja}`,
  };
  for (const [sought, place, text] of [
    ...(steps ?? []).map((step) => [step, cached, NOT_CACHED] as const),
    ...(ran ?? []).map((step) => [step, done, NOT_BUILT] as const),
  ]) {
    if (!all.some(({ instruction }) => fits(sought)(instruction))) {
      return no({
        en: `${which.en} has no step ${sought}: ${from.en}.`,
        ja: `${which.ja}に ${sought} というステップはありません。${from.ja}。`,
      });
    }
    if (!place.some(fits(sought))) {
      return no({
        en: `${which.en} has ${sought}, but ${text.en}: ${from.en}.`,
        ja: `${which.ja}に ${sought} はありますが、${text.ja}。${from.ja}。`,
      });
    }
  }
  const least = condition.atLeast ?? (steps || ran ? 0 : 1);
  const took = {
    en: `${which.en} took ${cached.length} of its ${all.length} steps from the cache`,
    ja: `${which.ja}では、${all.length} ステップ中 ${cached.length} ステップがキャッシュから得られました`,
  };
  if (cached.length >= least) return yes({ en: `${took.en}.`, ja: `${took.ja}。` });
  return no({
    en: `${took.en}; expected at least ${least}: ${from.en}.`,
    ja: `${took.ja}が、${least} ステップ以上が必要です。${from.ja}。`,
  });
}

const NOT_CACHED: Reason = {
  en: 'did not take it from the cache',
  ja: 'キャッシュから得られたものではありません',
};
const NOT_BUILT: Reason = { en: 'did not build it anew', ja: 'ビルドし直されていません' };

function noBuild(name: string | undefined): Reason {
  if (name === undefined) {
    return { en: 'Nothing was built here yet.', ja: 'ここではまだ何もビルドされていません。' };
  }
  return {
    en: `The image ${name} exists, but it was not built here: found no build of it.`,
    ja: `イメージ ${name} はありますが、ここでビルドされたものではありません。このイメージのビルドが見つかりません。`,
  };
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
