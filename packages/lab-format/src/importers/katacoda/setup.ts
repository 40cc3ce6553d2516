import type { Draft } from '../draft.ts';
import { textOf } from '../foreign-data.ts';
import { foreignText } from '../foreign-text.ts';
import type { Place } from '../losses.ts';
import { join, normalPath } from '../paths.ts';
import { HOST_ADDRESS, HOST_IP, HOST_NAME_PART, localAddress, portAddresses } from './addresses.ts';

export interface NamedScript {
  readonly draft: Draft;
  readonly folder: string;
  /** As the index names it. */
  readonly name: string | undefined;
  readonly at: Place;
  readonly what: string;
}

/** The text of a script that an index names; null, and a loss, when it is not there or no shell reads it. */
export function scriptOf({ draft, folder, name, at, what }: NamedScript): string | null {
  if (name === undefined) return null;
  const path = normalPath(join(folder, name));
  const bytes = path === null ? undefined : draft.read(path);
  if (path === null || bytes === undefined) {
    const message = `${what} ${name.slice(0, 200)} is not in the folder.`;
    draft.losses.dropped(at, {
      rule: 'missing-file',
      message,
      fix: 'add the file, and import again',
    });
    return null;
  }
  const text = foreignText({ file: path, bytes, losses: draft.losses });
  if (text === null) return null;
  const interpreter = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  const program = (interpreter?.[1]?.endsWith('/env') ? interpreter[2] : interpreter?.[1])
    ?.split('/')
    .at(-1);
  if (program !== undefined && !/^(?:ba|da|a|z|k)?sh$/.test(program)) {
    const message = `${what} ${name.slice(0, 200)} is written for ${program}, which a sandbox may not have.`;
    draft.losses.dropped(
      { file: path, line: 1 },
      { rule: 'script', message, fix: 'write it for bash' },
    );
    return null;
  }
  return withAddresses(text, { draft, path });
}

function withAddresses(script: string, { draft, path }: { draft: Draft; path: string }): string {
  let text = script;
  const at = (offset: number) => ({ file: path, line: script.slice(0, offset).split('\n').length });
  for (const address of portAddresses(script).toReversed()) {
    const message = 'The address of a port is the one that a terminal reaches.';
    draft.losses.changed(at(address.start), { rule: 'placeholder', message });
    const target = localAddress(address) + (address.path === '/' ? '' : address.path);
    text = text.slice(0, address.start) + target + text.slice(address.end);
  }
  for (const { 0: whole, index } of script.matchAll(HOST_ADDRESS)) {
    draft.losses.changed(at(index), {
      rule: 'placeholder',
      message: `${whole} is ${HOST_IP} here.`,
    });
  }
  for (const { 0: whole, index } of script.matchAll(HOST_NAME_PART)) {
    draft.losses.changed(at(index), {
      rule: 'placeholder',
      message: `${whole} has no value here and stays as it is.`,
    });
  }
  return text.replace(HOST_ADDRESS, HOST_IP);
}

export interface Phase {
  readonly draft: Draft;
  readonly folder: string;
  /** `intro`, `step1`, ... */
  readonly name: string;
  readonly entries: Readonly<Record<string, unknown>>;
  at(key: string): Place;
}

/**
 * What ran by itself when a step was opened, as a block that the learner runs first; empty when there is nothing.
 * `lines` are put before the scripts.
 */
export function setupBlock(
  { draft, folder, name, entries, at }: Phase,
  lines: readonly string[],
): string {
  const commands: string[] = [];
  const add = (path: string, text: string, place: Place): boolean =>
    draft.addFile({
      path: `files/${path}`,
      content: new TextEncoder().encode(text),
      executable: true,
      at: place,
    });
  if (lines.length > 0) {
    const path = '.setup/assets.sh';
    if (add(path, `${PLACE}${lines.join('\n')}\n`, at('text')))
      commands.push(`bash ${WORKSPACE}/${path}`);
  }
  for (const [key, kind, what] of SCRIPTS) {
    const script = scriptOf({
      draft,
      folder,
      name: textOf(entries[key]),
      at: at(key),
      what: `The ${kind} script`,
    });
    if (script === null) continue;
    const path = `.setup/${name}-${kind}.sh`;
    if (!add(path, script, at(key))) continue;
    commands.push(
      what === 'background'
        ? `bash ${WORKSPACE}/${path} > /tmp/${name}-background.log 2>&1`
        : `bash ${WORKSPACE}/${path}`,
    );
    const message = `${textOf(entries[key])} ran by itself; here the learner runs it, as the first block of the step.`;
    draft.losses.changed(at(key), { rule: 'script', message });
  }
  // What it prepares must be there before the step's first command, so nothing runs in the background.
  return commands.length === 0 ? '' : `\`\`\`sh whole\n${commands.join('\n')}\n\`\`\`\n\n`;
}

const SCRIPTS = [
  ['background', 'background', 'background'],
  ['courseData', 'background', 'background'],
  ['foreground', 'foreground', 'foreground'],
  ['code', 'foreground', 'foreground'],
] as const;

/** Where a sandbox has it: the learner may be somewhere else by then. */
const WORKSPACE = '/workspace';

const PLACE = `#!/bin/bash
cd ${WORKSPACE} || exit 1
place() { install -D -m "$1" "$2" "$3"; }
link() { mkdir -p "$(dirname "$2")" && ln -sfn "$PWD/$1" "$2"; }
`;
