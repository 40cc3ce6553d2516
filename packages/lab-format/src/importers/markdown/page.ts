import type { Root } from 'mdast';
import { ACTION, NATIVE, VERBATIM } from '../foreign-text.ts';
import type { Losses, Place } from '../losses.ts';
import { kindsOf, normaliseFences, OPENING, type ReadSuffix } from './fence-lines.ts';
import { htmlToMarkdown, type ReadPre } from './html-page.ts';
import { linkEdits, type TakePicture } from './links.ts';
import {
  applyEdits,
  type Edit,
  foreignLine,
  joinLines,
  linesOf,
  type MappedText,
} from './mapped-text.ts';
import { nativeEscapes } from './native-escapes.ts';
import { parseForeign } from './tree.ts';

/** How one format writes its pages. */
export interface PageRules {
  readonly readSuffix: ReadSuffix;
  readonly readPre: ReadPre;
  /** What the format's own syntax becomes; `root` is the page as CommonMark. */
  edits(page: PageTree): Edit[];
}

/** A page as a tree, while it is rewritten. */
export interface PageTree {
  readonly root: Root;
  readonly text: string;
  readonly losses: Losses;
  /** The foreign place of a line of the text. */
  placeOf(line: number): Place;
}

export interface ForeignPage {
  readonly file: string;
  readonly page: MappedText;
  readonly losses: Losses;
  readonly takePicture: TakePicture;
}

/** A foreign page as native Markdown; null, and a loss, when it would take too long to read. */
export function nativePage(
  { file, page, losses, takePicture }: ForeignPage,
  rules: PageRules,
): MappedText | null {
  const fenced = closed(normaliseFences(page, rules.readSuffix), { file, losses });
  const markdown = htmlToMarkdown({ page: fenced, file, losses, readPre: rules.readPre });
  const root = parseForeign(markdown.text);
  if (!('type' in root)) {
    const place = { file, line: foreignLine(markdown, root.refusedAt) };
    losses.dropped(place, {
      rule: 'too-large',
      message: root.why,
      fix: 'split it into several steps',
    });
    return null;
  }
  const placeOf = (line: number) => ({ file, line: foreignLine(markdown, line) });
  const tree: PageTree = { root, text: markdown.text, losses, placeOf };
  const own = rules.edits(tree);
  const edits = [...own, ...linkEdits(tree, takePicture, own), ...nativeEscapes(tree)];
  const edited = withoutGaps(applyEdits(markdown, edits));
  // An action that stayed is on a line that CommonMark does not take for a fence.
  const leftover = new RegExp(` ?${ACTION}[^\\n]*`, 'gu');
  return {
    ...edited,
    text: edited.text.replace(leftover, '').replaceAll(NATIVE, '').replaceAll(VERBATIM, ''),
  };
}

/** What was left out leaves empty lines behind: one is enough. */
function withoutGaps(page: MappedText): MappedText {
  const lines = linesOf(page);
  const kinds = kindsOf(lines.map(([text]) => text));
  const isGap = (index: number) => kinds[index] === 'text' && lines[index]?.[0].trim() === '';
  return joinLines(lines.filter((_, index) => index === 0 || !isGap(index) || !isGap(index - 1)));
}

/** A fence that is never closed ends with the page: native labs take it for a mistake. */
function closed(page: MappedText, { file, losses }: { file: string; losses: Losses }): MappedText {
  const lines = linesOf(page);
  const kinds = kindsOf(lines.map(([text]) => text));
  const at = kinds.lastIndexOf('open');
  const goesOn = kinds.slice(at + 1).every((kind) => kind === 'code');
  const [opening = '', line = 1] = lines[at] ?? [];
  const [, prefix = '', marks = ''] = OPENING.exec(opening) ?? [];
  if (at === -1 || !goesOn) return page;
  losses.changed(
    { file, line },
    {
      rule: 'fence',
      message: 'This fence is never closed; it was closed at the end of the page.',
      fix: 'close it where it ends, and import again',
    },
  );
  const closing = prefix.replace(/[^>\t]/g, ' ') + marks;
  return joinLines([...lines, [closing, lines.at(-1)?.[1] ?? line]]);
}
