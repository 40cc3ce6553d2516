import type { Draft } from '../draft.ts';
import { mapText } from '../markdown/mapped-text.ts';
import { nativePage } from '../markdown/page.ts';
import { folderOf, join } from '../paths.ts';
import { takePictures } from '../pictures.ts';
import { actionEdits } from './actions.ts';
import { addressEdits } from './address-edits.ts';
import { readPreOf } from './editor-files.ts';
import { closeFences } from './loose-fences.ts';
import { readSuffix } from './marks.ts';
import { readQuizzes } from './quizzes.ts';

export interface KatacodaPage {
  readonly draft: Draft;
  /** Where the text stands. */
  readonly file: string;
  readonly text: string;
  /** The scenario's folder. */
  readonly folder: string;
  readonly roots: readonly string[];
  /** The first line of the text in its file. */
  readonly line?: number;
}

/** A page of a scenario as native Markdown; null when it cannot be read. */
export function katacodaPage({
  draft,
  file,
  text,
  folder,
  roots,
  line = 1,
}: KatacodaPage): string | null {
  const { losses } = draft;
  const own = folderOf(file);
  const page = readQuizzes(closeFences(mapText(text, line), file, losses), file, losses);
  const native = nativePage(
    { file, page, losses, takePicture: takePictures(draft, [own, folder, join(folder, 'assets')]) },
    {
      readSuffix,
      readPre: readPreOf(losses, roots),
      edits: (tree) => [
        ...addressEdits(tree, draft.settings.variables),
        ...actionEdits(tree, roots),
      ],
    },
  );
  return native?.text ?? null;
}
