import type { BuildAdvice, StepReason } from '@drydock/protocol';
import { type BuildGraph, hasRun, isBase, type Step } from './build-graph.ts';
import { copiedPatterns } from './copied-files.ts';
import { cleanPath } from './patterns.ts';

/** Less is not worth a word. */
const WORTH_MS = 400;

/**
 * Steps that would better stand further down: what they copy changes, and steps below them that do not use it were
 * done again for it. Only what is sure to be independent counts: advice that breaks a build is worse than none.
 */
export function adviceOf(
  { steps }: BuildGraph,
  reasons: ReadonlyMap<Step, StepReason>,
): BuildAdvice[] {
  return steps.flatMap((step) => {
    const reason = reasons.get(step);
    if (reason?.type !== 'files-changed' || !/^(?:COPY|ADD)\b/i.test(step.instruction)) return [];
    const changed = reason.files.map(({ path }) => path);
    let [savesMs, below] = [0, undefined as Step | undefined];
    const first = new Set<string>();
    for (const next of stepsBelow(step, steps)) {
      const needed = isIndependent(next) ? [] : neededFiles(next, { of: step, changed });
      if (!needed) break;
      if (!hasRun(next) || next.vertex.error !== null) continue;
      for (const file of needed) first.add(file);
      savesMs += durationOf(next);
      below = next;
    }
    if (!below || savesMs < WORTH_MS) return [];
    return [
      { move: step.name, below: below.name, first: [...first], savesMs: Math.round(savesMs) },
    ];
  });
}

function stepsBelow(step: Step, steps: readonly Step[]): Step[] {
  return steps.filter(
    (each) => each.stage === step.stage && each.number > step.number && !isBase(each),
  );
}

function durationOf({ vertex: { started, completed } }: Step): number {
  return started === null || completed === null ? 0 : (completed - started) * 1000;
}

/** A RUN that is known to read nothing of the working directory. */
function isIndependent({ instruction, usesContext }: Step): boolean {
  if (usesContext || copiedPatterns(instruction).length > 0) return false;
  const [, command] = /^RUN\s+((?:--\S+\s+)*)(.*)$/is.exec(instruction)?.slice(1) ?? [];
  if (command === undefined || command.length > LONGEST || UNSURE.test(command)) return false;
  const parts = command.split(/&&|\|\||[;|\n]/).map((part) => part.trim());
  return parts.every((part) => part === '' || COMMANDS.some((known) => known.test(part)));
}

/**
 * What an installation of the project's packages reads of all that was copied: undefined when that is not known, or is
 * what has changed.
 */
function neededFiles(
  { instruction, usesContext }: Step,
  { of, changed }: { readonly of: Step; readonly changed: readonly string[] },
): string[] | undefined {
  const command = instruction.replace(/^RUN\s+(?:--\S+\s+)*/i, '');
  const copiesAll = copiedPatterns(of.instruction).some((pattern) => cleanPath(pattern) === '');
  if (usesContext || !copiesAll || changed.length === 0) return undefined;
  for (const [installation, files, locks] of INSTALLATIONS) {
    const [, named] = installation.exec(command) ?? [];
    if (!installation.test(command)) continue;
    const needed = named === undefined ? files : [cleanPath(named)];
    const read = [...needed, ...locks];
    const hasChanged = changed.some((path) => read.some((file) => isEnd(path, file)));
    return hasChanged ? undefined : [...needed];
  }
  return undefined;
}

/** The context may be any folder of the workspace. */
function isEnd(path: string, file: string): boolean {
  return path === file || path.endsWith(`/${file}`);
}

const REST = String.raw`(?:\s+--?[A-Za-z][\w-]*(?:=\S+)?)*$`;

/** Commands, what each must have, and what else it reads if it is there. */
const INSTALLATIONS: readonly (readonly [RegExp, readonly string[], readonly string[]])[] = [
  [new RegExp(`^npm (?:install|i|ci)${REST}`), ['package.json'], ['package-lock.json', '.npmrc']],
  [new RegExp(`^yarn(?: install)?${REST}`), ['package.json'], ['yarn.lock', '.yarnrc.yml']],
  [
    /^(?:python3? -m )?pip3? install(?:\s+--[a-z][\w-]*)*\s+(?:-r|--requirement)\s+([\w][\w./-]*)(?:\s+--[a-z][\w-]*)*$/,
    [],
    [],
  ],
  [/^go mod download$/, ['go.mod', 'go.sum'], []],
  [new RegExp(`^bundle install${REST}`), ['Gemfile'], ['Gemfile.lock']],
  [new RegExp(`^composer install${REST}`), ['composer.json'], ['composer.lock']],
];

const LONGEST = 2000;
/** Commands in commands, files as input, lists of JSON, and packages that are files. */
const UNSURE = /`|\$\(|<|^\[|\.(?:whl|tar|gz|zip|tgz|gem|apk|deb|rpm|txt|toml)\b/;

/** An absolute place, or nothing at all: what is relative may be what was copied. */
const TO_FILE = String.raw`(?:\s*[12]?>>?\s*(?:/\S+|&[12]))*`;
const NAME = String.raw`[A-Za-z0-9@][\w@.+:=~^<>!*\[\]-]*`;
const FLAG = String.raw`--?[A-Za-z][\w-]*(?:=\S+)?`;
const NAMES = String.raw`(?:\s+(?:${FLAG}|"${NAME}"|'${NAME}'|${NAME}))*`;

const COMMANDS = [
  String.raw`apk (?:update|upgrade|(?:--?\S+ )*add${NAMES})`,
  String.raw`(?:DEBIAN_FRONTEND=\w+ )?apt(?:-get)?(?: -\S+)* (?:update|upgrade|clean|autoremove|install${NAMES})(?: -\S+)*`,
  String.raw`(?:dnf|yum|microdnf)(?: -\S+)* (?:install|update|clean)${NAMES}`,
  // Only names: not what is written in a file of requirements, and not the folder itself.
  String.raw`(?:python3? -m )?pip3? install(?!.*\s(?:-r|-e|-c|--requirement|--editable|--constraint))${NAMES}`,
  `npm (?:install|i) (?:-g|--global)${NAMES}`,
  `gem install${NAMES}`,
  String.raw`(?:sleep [\d.]+|true|:|set [-+]\w+|update-ca-certificates)`,
  String.raw`(?:echo|printf)(?:\s+(?:"[^"$]*"|'[^']*'|[^\s"'$>]+))*`,
  String.raw`(?:mkdir|rm|touch)(?:\s+-\w+)*(?:\s+/\S+)+`,
  String.raw`(?:addgroup|adduser|groupadd|useradd)(?:\s+[\w./-]+)+`,
].map((source) => new RegExp(`^${source}${TO_FILE}$`, 's'));
