import { kindsOf } from '../markdown/fence-lines.ts';
import { joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';
import { readMark, readSuffix } from './marks.ts';

/** Some write the mark on the line below the closing fence; it goes behind the fence. */
export function marksOnOwnLines(page: MappedText): MappedText {
  const lines = linesOf(page);
  const kinds = kindsOf(
    lines.map(([text]) => text),
    readSuffix,
  );
  const out: [string, number][] = [];
  lines.forEach(([text, line], index) => {
    const words = /^[ \t>]*\{\{([^{}\n]{1,80})\}\}[ \t]*$/.exec(text)?.[1];
    const mark = words === undefined ? null : readMark(words);
    const last = out.at(-1);
    if (
      mark !== null &&
      mark.verb !== 'none' &&
      kinds[index] === 'text' &&
      kinds[index - 1] === 'close' &&
      last !== undefined &&
      /[`~]\s*$/.test(last[0])
    ) {
      out[out.length - 1] = [last[0].trimEnd() + text.replace(/^[ \t>]*/, '').trimEnd(), last[1]];
      out.push(['', line]);
    } else out.push([text, line]);
  });
  return joinLines(out);
}
