import type { FileCondition } from '../condition-parts.ts';
import { broken, type Probe } from './probe.ts';
import { readText } from './text.ts';
import { firstThatFails, no, oneLine, quoted, type Verdict, yes } from './verdict.ts';

/** The beginning of a file, which is all that anybody looks at. */
export const LONGEST_FILE = '262144';

/** What stands at a path. */
export type FileFound =
  | { readonly type: 'absent' | 'folder' | 'special' }
  | { readonly type: 'file'; readonly text: string };

/** Reads a path of some place: the workspace, an image, a container, a volume. */
export type ReadFile = (path: string) => Promise<FileFound>;

const READ =
  'if [ -d "$1" ]; then exit 83; elif [ -f "$1" ]; then exec head -c "$2" -- "$1"; elif [ -e "$1" ]; then exit 85; else exit 84; fi';

/** A file of the sandbox; a path that does not begin with / is one of the workspace. */
export function workspaceFile(probe: Probe): ReadFile {
  return async (path) => {
    const command = ['sh', '-c', READ, 'sh', path, LONGEST_FILE];
    return fileFound(await probe.exec({ command }), path);
  };
}

/** What the programs here that read files end with, where there is no file to print. */
export function fileFound(result: Awaited<ReturnType<Probe['exec']>>, path: string): FileFound {
  switch (result.exitCode) {
    case 0:
      return { type: 'file', text: result.stdout };
    case 83:
      return { type: 'folder' };
    case 84:
      return { type: 'absent' };
    case 85:
      return { type: 'special' };
    default:
      throw broken(`${path} could not be read`, result);
  }
}

/** `place` follows the path: ` in the image flask-app`, or nothing for the workspace. */
export async function judgeFile(
  { path, state, contains, lacks }: FileCondition,
  { read, place }: { readonly read: ReadFile; readonly place: string },
): Promise<Verdict> {
  const found = await read(path);
  const where = `${oneLine(path)}${place}`;
  if (state === 'absent') {
    return found.type === 'absent' ? yes(`There is no ${where}.`) : no(`${where} is still there.`);
  }
  if (found.type === 'absent') return no(`There is no ${where} yet.`);
  if (!contains && !lacks) return yes(`${where} is there.`);
  if (found.type !== 'file') return no(`${where} is a folder; expected a file.`);
  const { text } = found;
  const missing = contains?.find((sought) => !readText(sought).found(text));
  const present = lacks?.find((sought) => readText(sought).found(text));
  return firstThatFails(
    [
      missing === undefined
        ? undefined
        : no(
            `${where} is there, but not with what it needs: found ${opening(text)}; expected ${quoted(missing)}.`,
          ),
      present === undefined
        ? undefined
        : no(`${where} is there, but it still has ${quoted(present)}; expected it without.`),
    ],
    `${where} has what it needs.`,
  );
}

/** Looks at files of one place one after the other. */
export async function judgeFiles(
  files: readonly FileCondition[] | undefined,
  place: { readonly read: ReadFile; readonly place: string },
): Promise<Verdict | undefined> {
  for (const file of files ?? []) {
    const verdict = await judgeFile(file, place);
    if (!verdict.holds) return verdict;
  }
  return undefined;
}

function opening(text: string): string {
  return text.trim() === '' ? 'an empty file' : quoted(text);
}
