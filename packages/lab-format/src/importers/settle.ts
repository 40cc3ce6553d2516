import { parseLab } from '../parse/parse-lab.ts';
import type { Diagnostic } from '../schema.ts';
import type { ImportedLab, Loss } from './foreign.ts';
import { OPENING } from './markdown/fence-lines.ts';
import { codeOf } from './markdown/write.ts';

/**
 * Sees that the native parser takes the lab. A line that it refuses, because it pairs with nothing or only looks
 * like native syntax, becomes code, and a loss. What is wrong with the settings stays.
 */
export function settle(lab: ImportedLab): ImportedLab {
  if (lab.files.size === 0) return lab;
  const files = new Map(lab.files);
  const losses: Loss[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { diagnostics } = parseLab({ ...lab, files });
    const errors = diagnostics.filter(
      ({ severity, file }) => severity === 'error' && file.endsWith('.md'),
    );
    if (errors.length === 0) break;
    for (const file of new Set(errors.map((error) => error.file))) {
      const own = errors.filter((error) => error.file === file);
      const lines = new TextDecoder().decode(files.get(file)).split('\n');
      // From right to left, so that columns stay true.
      for (const error of own.toReversed()) {
        const index = error.line - 1;
        const before = lines[index] ?? '';
        lines[index] = round < 2 ? mended(before, error) : allCode(before);
        if (lines[index] !== before) losses.push(lossOf(before, error, lab));
      }
      files.set(file, new TextEncoder().encode(lines.join('\n')));
    }
  }
  return { ...lab, files, losses: [...lab.losses, ...losses] };
}

/** To take one line out may leave its counterpart alone. */
const MOST_ROUNDS = 20;

function mended(line: string, { column, rule }: Diagnostic): string {
  const fence = OPENING.exec(line);
  if (fence !== null && rule === 'fence-attribute') {
    return `${fence[1]}${fence[2]}${/^\s*[\w+#.-]*/.exec(fence[3] ?? '')?.[0] ?? ''}`;
  }
  const from = Math.max(0, line.lastIndexOf(' ', column - 1) + 1);
  const directive = /:{1,}[A-Za-z]*(?:\[[^\]]*\])?(?:\{[^}]*\})?/.exec(line.slice(from));
  if (directive !== null) {
    const at = from + directive.index;
    const text = directive[0];
    return line.slice(0, at) + codeOf(text) + line.slice(at + text.length);
  }
  const text = line.trim();
  return text === '' ? line : line.replace(text, codeOf(text));
}

/** The rounds before did not help. */
function allCode(line: string): string {
  const text = line.trim();
  return text === '' ? line : codeOf(text.replace(/[`~]/g, '\u02cb').replace(/:/g, '\uff1a'));
}

function lossOf(
  line: string,
  { message, file, line: at }: Diagnostic,
  { origin }: ImportedLab,
): Loss {
  return {
    file: origin,
    line: 1,
    kind: 'changed',
    rule: 'native',
    message: `"${line.trim().slice(0, 100)}" is shown as code: ${message}`,
    fix: `mend it in line ${at} of the lab’s ${file}`,
  };
}
