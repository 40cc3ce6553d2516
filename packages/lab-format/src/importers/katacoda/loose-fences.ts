import type { Losses } from '../losses.ts';
import { OPENING, type OpenFence, openFence, rawStart } from '../markdown/fence-lines.ts';
import { joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';
import { readMark } from './marks.ts';

/**
 * Fences that only the other platform took for closed: by backticks and a mark at the end of a line, by a mark
 * on the line below, or by backticks at the end of a line. They are closed by a line of their own afterwards.
 */
export function closeFences(page: MappedText, file: string, losses: Losses): MappedText {
  let lines = linesOf(page);
  // Each round mends one fence that was not closed.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { out, unclosed } = closeOnce(lines, { file, losses });
    if (unclosed === null) return joinLines(out);
    const at = out.findIndex(([text], index) => index > unclosed && LOOSE_END.test(text));
    const [opening = '', openedOn = 1] = out[unclosed] ?? [];
    const marks = OPENING.exec(opening)?.[2] ?? '```';
    if (at === -1) return joinLines(out);
    const [text = '', line = openedOn] = out[at] ?? [];
    out.splice(at, 1, [text.replace(LOOSE_END, '$1'), line], [marks, line]);
    lines = out;
  }
  return joinLines(lines);
}

const MOST_ROUNDS = 30;
const LOOSE_END = /(\S[ \t]*)(?:`{3,}|~{3,})[ \t]*$/;
interface Page {
  readonly file: string;
  readonly losses: Losses;
}

type Line = [text: string, line: number];

function closeOnce(
  lines: readonly Line[],
  { file, losses }: Page,
): { out: Line[]; unclosed: number | null } {
  const out: Line[] = [];
  let open: OpenFence | null = null;
  let openedAt = 0;
  let rawUntil: RegExp | null = null;
  let closed = false;
  for (const [text, line] of lines) {
    if (rawUntil !== null) {
      if (rawUntil.test(text)) rawUntil = null;
      out.push([text, line]);
      continue;
    }
    if (open === null) {
      const stray = STRAY.exec(text);
      const last = out.at(-1);
      const mark = stray === null ? null : readMark(stray[2] ?? '');
      if (mark !== null && mark.verb !== 'none' && last !== undefined && closed) {
        last[0] = `${last[0].trimEnd()}{{${stray?.[2]}}}`;
        out.push(['', line]);
        closed = false;
        continue;
      }
      if (
        mark !== null &&
        stray?.[1] !== undefined &&
        last !== undefined &&
        last[0].trim() !== ''
      ) {
        const message = `{{${stray[2]}}} closes a fence that was never opened; the text above it stays text.`;
        losses.dropped(
          { file, line },
          { rule: 'mark', message, fix: 'open the fence, and import again' },
        );
        out.push(['', line]);
        continue;
      }
      open = openFence(text);
      openedAt = out.length;
      if (open === null) rawUntil = rawStart(text);
      out.push([text, line]);
      closed = false;
      continue;
    }
    const rest = open.closedBy(text);
    const inline = INLINE_END.exec(text);
    if (rest !== null && /^[ \t]*(?:\{\{.*)?$/.test(rest)) {
      open = null;
      closed = rest.trim() === '';
      out.push([text, line]);
    } else if (inline?.[2]?.startsWith(open.marks) && readMark(inline[3] ?? '') !== null) {
      out.push([inline[1] ?? '', line], [`${open.marks}{{${inline[3]}}}`, line]);
      open = null;
    } else out.push([text, line]);
  }
  return { out, unclosed: open === null ? null : openedAt };
}

/** A mark on a line of its own, perhaps behind backticks. */
const STRAY = /^[ \t>]*(`{3,}|~{3,})?[ \t]*\{\{([^{}\n]{1,80})\}\}[ \t]*$/;
/** Code, backticks and a mark, on one line. */
const INLINE_END = /^(.*[^`~\s])[ \t]*(`{3,}|~{3,})[ \t]*\{\{([^{}\n]{1,80})\}\}[ \t]*$/;
