import type { Draft } from '../draft.ts';
import { entriesOf, type ForeignData, listOf, textOf } from '../foreign-data.ts';
import { matching } from '../globs.ts';
import type { Place } from '../losses.ts';
import { join, normalPath, workspacePathOf } from '../paths.ts';

export interface AssetSource {
  readonly draft: Draft;
  readonly data: ForeignData;
  /** The scenario's folder. */
  readonly folder: string;
  /** The editor's folders on the foreign machine. */
  readonly roots: readonly string[];
}

/**
 * Files that the foreign machine starts with. Those of its home are put into the workspace; the others wait in
 * `.setup/assets`, and the lines of shell that are returned copy them to where the texts look for them.
 */
export function placeAssets({ draft, data, folder, roots }: AssetSource): string[] {
  const hosts = entriesOf(entriesOf(entriesOf(data.value).details).assets);
  const base = join(folder, 'assets');
  const available = [...draft.source.files.keys()]
    .filter((path) => path.startsWith(`${base}/`))
    .map((path) => path.slice(base.length + 1));
  const lines: string[] = [];
  for (const [host, assets] of Object.entries(hosts)) {
    for (const [index, asset] of listOf(assets).entries()) {
      const at = data.at('details', 'assets', host, index);
      const { file, target, chmod } = entriesOf(asset);
      const pattern = textOf(file);
      if (pattern === undefined) {
        draft.losses.dropped(at, { rule: 'asset', message: 'This asset names no file.' });
        continue;
      }
      if (/^(?:host0?[2-9]|node)/i.test(host)) {
        draft.losses.changed(at, {
          rule: 'host',
          message: `${pattern} was for another machine, ${host}; there is one here.`,
        });
      }
      const found = filesOf(pattern, { available, draft, folder, at });
      const executable = textOf(chmod) !== undefined && /x|[1357]/.test(textOf(chmod) ?? '');
      for (const [path, name] of found) {
        const asset: Asset = {
          path,
          name,
          many: /[*?[]/.test(pattern),
          target: textOf(target) ?? '~/',
          executable,
          at,
        };
        lines.push(...placeOne(asset, { draft, roots }));
      }
    }
  }
  return [...new Set(lines)];
}

interface Search {
  readonly available: readonly string[];
  readonly draft: Draft;
  readonly folder: string;
  readonly at: Place;
}

/** Paths in the foreign folder, and their names below the target. */
function filesOf(
  pattern: string,
  { available, draft, folder, at }: Search,
): [path: string, name: string][] {
  const missing = (message: string): [] => {
    draft.losses.dropped(at, {
      rule: 'missing-file',
      message,
      fix: 'add the file, or take it out of the list',
    });
    return [];
  };
  if (pattern.split(/[/\\]/).includes('..') || pattern.startsWith('/')) {
    return missing(`The asset ${pattern.slice(0, 200)} leads out of the folder of assets.`);
  }
  const names = matching(pattern, available);
  if (names.length > 0) return names.map((name) => [join(join(folder, 'assets'), name), name]);
  // Some keep the file beside the index.
  const beside = normalPath(join(folder, pattern));
  if (beside !== null && draft.source.files.has(beside)) return [[beside, pattern]];
  return missing(`There is no asset ${pattern.slice(0, 200)}.`);
}

interface Asset {
  readonly path: string;
  readonly name: string;
  /** It came out of a glob: its folders are kept. */
  readonly many: boolean;
  readonly target: string;
  readonly executable: boolean;
  readonly at: Place;
}

function placeOne(
  asset: Asset,
  { draft, roots }: { draft: Draft; roots: readonly string[] },
): string[] {
  const { path, name, many, executable, at } = asset;
  const content = draft.read(path);
  if (content === undefined) return [];
  const target = asset.target.replace(/\\/g, '/');
  if (target.split('/').includes('..') || /\p{Cc}/u.test(target)) {
    const message = `The target ${target.slice(0, 200)} of ${name} leads out of its folder.`;
    draft.losses.dropped(at, { rule: 'asset', message, fix: 'name the folder itself' });
    return [];
  }
  const kept = many ? name : (name.split('/').at(-1) ?? name);
  const full = `${target.replace(/\/+$/, '')}/${kept}`;
  const inside = workspacePathOf(full, roots);
  const runs = executable || (draft.source.executable?.has(path) ?? false);
  if (inside !== null) {
    const added = draft.addFile({ path: `files/${inside}`, content, executable: runs, at });
    if (!added || !/^(?:~|\/root)\//.test(full)) return [];
    // Texts name it by its full path as well.
    const home = full.replace(/^~\//, '/root/');
    return [`link ${shell(inside)} ${shell(home)}`];
  }
  const stored = `.setup/assets/${name}`;
  if (!draft.addFile({ path: `files/${stored}`, content, executable: runs, at })) return [];
  return [`place ${runs ? '755' : '644'} ${shell(stored)} ${shell(full)}`];
}

function shell(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
