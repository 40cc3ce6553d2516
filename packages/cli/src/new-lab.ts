import { copyFile, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, normalize, resolve, sep } from 'node:path';
import { loadLab } from '@drydock/lab-format/folder';
import { lintLabs } from './lint-labs.ts';
import { toText } from './lint-text.ts';
import { type LabFiles, starterLab } from './new-template.ts';

export interface NewLab {
  /** Of the folder, or a path to it. */
  readonly slug: string;
  readonly title?: string;
  /** A README whose text becomes the lab. */
  readonly from?: string;
}

/** Makes the folder and resolves with what to tell the author. Rejects with an Error when it is there already, and for a bad name. */
export async function newLab({ slug, title, from }: NewLab): Promise<string> {
  const folder = await folderFor(slug);
  const name = basename(resolve(folder));
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(name)) {
    throw new Error(`"${name}" is no name for a lab: use small letters, digits and hyphens.`);
  }
  const files =
    from === undefined ? starterLab(title ?? titleOf(name)) : await fromReadme(from, title);
  await makeFolder(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, {
      flag: 'wx',
      mode: path.endsWith('.sh') ? 0o755 : 0o644,
    });
  }
  if (from !== undefined) await copyPictures(files['lab.md'] ?? '', dirname(from), folder);
  return report(folder);
}

/** A bare name goes to the folder of labs. */
async function folderFor(slug: string): Promise<string> {
  if (slug.includes('/') || slug.includes(sep)) return slug;
  const labs = await stat('labs').catch(() => null);
  return labs?.isDirectory() ? join('labs', slug) : slug;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(resolve(folder)), { recursive: true });
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Error(
      `${folder} is there already, and nothing of it is overwritten. Choose another name.`,
    );
  });
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** Front matter of other systems means nothing here; its title is what the parser found. */
async function fromReadme(file: string, title: string | undefined): Promise<LabFiles> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { lab } = await loadLab(file);
  const body = text.replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*\n/, '').trimStart();
  const name =
    title ??
    lab?.title ??
    titleOf(
      basename(file)
        .replace(/\.\w+$/, '')
        .toLowerCase(),
    );
  return { 'lab.md': `---\ntitle: ${JSON.stringify(name)}\n---\n\n${body}` };
}

/** Pictures that stand beside the README come along; lint says which are missing. */
async function copyPictures(markdown: string, from: string, to: string): Promise<void> {
  for (const [, written = ''] of markdown.matchAll(/!\[[^\]\n]{0,500}\]\(([^)\s]{1,500})/g)) {
    const path = normalize(written);
    if (/^[a-z][a-z0-9+.-]*:/i.test(written) || path.startsWith('..') || path.startsWith('/'))
      continue;
    if (!/\.(?:png|jpe?g|gif|webp|svg)$/i.test(path) || !(await isWithin(from, path))) continue;
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(join(from, path), join(to, path));
  }
}

/** Whether it is a file of the folder: a README from elsewhere may have links to what is the author's alone. */
async function isWithin(folder: string, path: string): Promise<boolean> {
  const root = await realpath(folder);
  // A link to nothing has no real path.
  const target = await realpath(join(folder, path)).catch(() => null);
  return target?.startsWith(root + sep) === true && (await stat(target)).isFile();
}

async function report(folder: string): Promise<string> {
  const linted = await lintLabs([folder]);
  const next = ['lint', 'preview', 'test'] as const;
  const does = {
    lint: 'looks for mistakes',
    preview: 'shows it, with a sandbox, and follows what you save',
    test: 'plays it in fresh sandboxes',
  };
  return [
    `${folder} is there. Next:`,
    ...next.map(
      (name) =>
        `  npx --no-install drydock ${`${name} ${folder}`.padEnd(folder.length + 8)}  ${does[name]}`,
    ),
    ...(linted.errors + linted.warnings > 0 ? ['', toText(linted)] : []),
  ].join('\n');
}
