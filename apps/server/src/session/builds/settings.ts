import { instructionOf } from '../layers/image-layers.ts';
import type { BuildGraph, Step } from './build-graph.ts';

/** `ENV A=1` for `ENV A=2`; null where nothing stood, or stands. */
export interface ChangedSetting {
  readonly before: string | null;
  readonly after: string | null;
}

/** What is no step and still decides whether RUN is done again: a build argument, or ENV, ARG, USER, SHELL above it. */
export function changedSetting(
  step: Step,
  { build, former }: { readonly build: BuildGraph; readonly former: BuildGraph },
): ChangedSetting | undefined {
  if (!/^RUN\b/i.test(step.instruction)) return undefined;
  const [was, is] = [argumentsOf(former), argumentsOf(build)];
  const name = [...new Set([...was.keys(), ...is.keys()])].find(
    (each) => was.get(each) !== is.get(each),
  );
  if (name !== undefined) return { before: was.get(name) ?? null, after: is.get(name) ?? null };
  if (step.stage !== build.lastStage) return undefined;
  const [earlier, later] = [settingsOf(former), settingsOf(build)];
  if (!earlier || !later) return undefined;
  const at = later.findIndex((setting, index) => setting !== earlier[index]);
  const first = at >= 0 ? at : later.length;
  const [before = null, after = null] = [earlier[first], later[first]];
  return before === after ? undefined : { before, after };
}

function argumentsOf({ told }: BuildGraph): Map<string, string> {
  const given = Object.entries(told.attributes).filter(([name]) => name.startsWith('build-arg:'));
  return new Map(
    given.map(([attribute, value]) => {
      const name = attribute.slice('build-arg:'.length);
      return [name, `ARG ${name}=${value}`];
    }),
  );
}

const SETTINGS = /^(?:ENV|ARG|USER|SHELL)\b/;

function settingsOf({ told }: BuildGraph): string[] | undefined {
  return told.history
    ?.toReversed()
    .map(instructionOf)
    .filter((instruction) => SETTINGS.test(instruction));
}
