import type { FileCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
import { broken, type Probe } from './probe.ts';
import { readText } from './text.ts';
import { asIs, firstThatFails, no, oneLine, quoted, type Verdict, yes } from './verdict.ts';

/** The beginning of a file, which is all that anybody looks at. */
export const LONGEST_FILE = '262144';

/** What stands at a path. */
export type FileFound =
  | { readonly type: 'absent' | 'folder' | 'special' }
  | { readonly type: 'file'; readonly text: string };

/** Reads a path of some place: the workspace, an image, a container, a volume. */
export type ReadFile = (path: string) => Promise<FileFound>;

/** Where files are, and what they are called there: `/app.py in the image flask-app`. */
export interface Place {
  readonly read: ReadFile;
  readonly where: (path: string) => Reason;
}

const READ =
  'if [ -d "$1" ]; then exit 83; elif [ -f "$1" ]; then exec head -c "$2" -- "$1"; elif [ -e "$1" ]; then exit 85; else exit 84; fi';

/** A file of the sandbox; a path that does not begin with / is one of the workspace. */
export function workspaceFile(probe: Probe): ReadFile {
  return async (path) => {
    const command = ['sh', '-c', READ, 'sh', path, LONGEST_FILE];
    return fileFound(await probe.exec({ command }), path);
  };
}

/** Files there are called by their path alone. */
export function inWorkspace(probe: Probe): Place {
  return { read: workspaceFile(probe), where: asIs };
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

export async function judgeFile(
  { path, state, contains, lacks }: FileCondition,
  place: Place,
): Promise<Verdict> {
  const found = await place.read(path);
  const { en, ja } = place.where(oneLine(path));
  if (state === 'absent') {
    return found.type === 'absent'
      ? yes({ en: `There is no ${en}.`, ja: `${ja} はありません。` })
      : no({ en: `${en} is still there.`, ja: `${ja} がまだ残っています。` });
  }
  if (found.type === 'absent') {
    return no({ en: `There is no ${en} yet.`, ja: `${ja} はまだありません。` });
  }
  if (!contains && !lacks) return yes({ en: `${en} is there.`, ja: `${ja} があります。` });
  if (found.type !== 'file') return no(folderFound({ en, ja }));
  const { text } = found;
  const missing = contains?.find((sought) => !readText(sought).found(text));
  const present = lacks?.find((sought) => readText(sought).found(text));
  return firstThatFails(
    [
      missing === undefined
        ? undefined
        : no({
            en: `${en} is there, but not with what it needs: found ${opening(text).en}; expected ${quoted(missing).en}.`,
            ja: `${ja} はありますが、必要な内容がありません。内容は${opening(text).ja}です。${quoted(missing).ja}が必要です。`,
          }),
      present === undefined
        ? undefined
        : no({
            en: `${en} is there, but it still has ${quoted(present).en}; expected it without.`,
            ja: `${ja} はありますが、まだ${quoted(present).ja}が残っています。これを取り除く必要があります。`,
          }),
    ],
    { en: `${en} has what it needs.`, ja: `${ja} に必要な内容がそろっています。` },
  );
}

/** Looks at files of one place one after the other. */
export async function judgeFiles(
  files: readonly FileCondition[] | undefined,
  place: Place,
): Promise<Verdict | undefined> {
  for (const file of files ?? []) {
    const verdict = await judgeFile(file, place);
    if (!verdict.holds) return verdict;
  }
  return undefined;
}

/** `where` is a folder, or something else that has no text. */
export function folderFound({ en, ja }: Reason): Reason {
  return {
    en: `${en} is a folder; expected a file.`,
    ja: `${ja} はフォルダーです。ファイルが必要です。`,
  };
}

function opening(text: string): Reason {
  return text.trim() === '' ? { en: 'an empty file', ja: '空' } : quoted(text);
}
