import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SEARCH_LIMIT, MAX_FILE_SIZE } from '../../content.ts';
import type { FileMatch, FileMatches, FileSearch } from '../../driver.ts';
import { walkTree } from './tree.ts';

const LONGEST_LINE = 240;
const BEFORE_MATCH = 60;

/** As the sandbox's `files-search`. */
export async function searchTree(
  workspace: string,
  { text, matchCase = false, limit = DEFAULT_SEARCH_LIMIT }: FileSearch,
): Promise<FileMatches> {
  const fold = (line: string) => (matchCase ? line : line.toLowerCase());
  const wanted = fold(text);
  const matches: FileMatch[] = [];
  for await (const { path, kind, size } of walkTree(workspace)) {
    if (kind === 'folder' || size > MAX_FILE_SIZE) continue;
    const place = join(workspace, path);
    if (!(await lstat(place)).isFile()) continue;
    const content = await readFile(place);
    if (content.includes(0)) continue;
    for (const [index, line] of content.toString('utf8').split('\n').entries()) {
      const at = fold(line).indexOf(wanted);
      if (at < 0) continue;
      if (matches.length === limit) return { matches, truncated: true };
      matches.push({ path, line: index + 1, text: shorten(line.replace(/\r$/, ''), at) });
    }
  }
  return { matches, truncated: false };
}

function shorten(line: string, at: number): string {
  if (line.length <= LONGEST_LINE) return line;
  const from = Math.max(0, at - BEFORE_MATCH);
  return line.slice(from, from + LONGEST_LINE);
}
