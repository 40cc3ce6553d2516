import { createDraft, type Draft } from '../draft.ts';
import type { ImportedLab, ImportOne } from '../foreign.ts';
import { entriesOf, textOf } from '../foreign-data.ts';
import { foreignText, NATIVE } from '../foreign-text.ts';
import { reportKeys, splitFrontMatter } from '../jekyll/front-matter.ts';
import { languageOf } from '../language.ts';
import { mapText } from '../markdown/mapped-text.ts';
import { nativePage } from '../markdown/page.ts';
import { folderOf } from '../paths.ts';
import { takePictures } from '../pictures.ts';
import { levelOf, minutesOf } from '../settings-words.ts';
import { readMkdocs } from './admonitions.ts';

/** Any Markdown document; the native format reads its commands without annotations. */
export function importReadme(one: ImportOne, format: 'readme' | 'mkdocs'): ImportedLab {
  const draft = createDraft(one);
  const { origin } = one;
  const { losses, settings } = draft;
  const bytes = one.source.files.get(origin) ?? new Uint8Array();
  const whole = foreignText({ file: origin, bytes, losses }) ?? '';
  const { data, text, firstLine } = splitFrontMatter(origin, whole, draft);
  const matter = entriesOf(data?.value);
  settings.title = textOf(matter.title);
  settings.description = textOf(matter.description) ?? textOf(matter.summary);
  settings.level = levelOf(textOf(matter.level) ?? textOf(matter.difficulty));
  settings.duration = minutesOf(textOf(matter.duration) ?? textOf(matter.time));
  if (data !== null) reportKeys(data, KEPT, draft);
  const folder = folderOf(origin);
  const page = mapText(text, firstLine);
  const native = nativePage(
    {
      file: origin,
      page: format === 'mkdocs' ? readMkdocs(page, origin, losses) : page,
      losses,
      takePicture: takePictures(draft, [folder, '']),
    },
    {
      readSuffix: () => null,
      readPre: ({ attributes, code }) => ({ info: languageIn(attributes), code }),
      edits: () => [],
    },
  );
  if (settings.title === undefined && !/^#{1,2}[ \t]|^=+[ \t]*$/m.test(native?.text ?? ''))
    settings.title = folderTitle(folder);
  settings.language = languageOf(native?.text ?? '', origin);
  placeProject(draft, folder);
  return draft.finishDocument(format, native?.text ?? '');
}

const KEPT = new Set([
  'title',
  'description',
  'summary',
  'level',
  'difficulty',
  'duration',
  'time',
]);

function languageIn(attributes: ReadonlyMap<string, string>): string {
  const named = /(?:language|lang|highlight-source)-([a-z0-9+#]+)/i.exec(
    attributes.get('class') ?? '',
  )?.[1];
  return `${NATIVE}${named ?? ''}`;
}

function folderTitle(folder: string): string | undefined {
  const name = folder.split('/').at(-1)?.replace(/[-_]+/g, ' ').trim() ?? '';
  return name === '' ? undefined : name.replace(/^./, (letter) => letter.toUpperCase());
}

/** A README beside a Dockerfile or compose file speaks of the files around it: they are the workspace. */
function placeProject(draft: Draft, folder: string): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const around = [...draft.source.files.keys()].filter((path) => path.startsWith(prefix));
  const isProject = around.some((path) =>
    /^(?:(?:docker-)?compose\.ya?ml|(?:Docker|Container)file|package\.json|requirements\.txt|go\.mod|pom\.xml)$/i.test(
      path.slice(prefix.length),
    ),
  );
  if (!isProject) return;
  for (const path of around) {
    const name = path.slice(prefix.length);
    const content = draft.source.files.get(path);
    if (content === undefined || /\.(?:md|markdown)$/i.test(name) || /^\.git(?:hub)?\//.test(name))
      continue;
    draft.addFile({
      path: `files/${name}`,
      content,
      executable: draft.source.executable?.has(path) ?? false,
      at: { file: path, line: 1 },
    });
  }
}
