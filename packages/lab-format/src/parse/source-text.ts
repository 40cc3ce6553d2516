import { type Report, startOf } from '../report.ts';

export interface TextFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The most bytes it may have. */
  readonly limit: number;
  readonly report: Report;
}

/** The text of a file with `\n` line ends and without a byte order mark; null (and an error) when it is none. */
export function readText({ file, bytes, limit, report }: TextFile): string | null {
  if (bytes.length > limit) {
    report.error(startOf(file), {
      rule: 'too-large',
      message: `The file has ${kilobytes(bytes.length)} KB; at most ${kilobytes(limit)} KB are read.`,
      fix: 'split it into several steps or files',
    });
    return null;
  }
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const broken = text.search(/[\0\uFFFD]/);
  if (broken === -1) return text;
  const before = text.slice(0, broken).split('\n');
  report.error(
    { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    { rule: 'encoding', message: 'The file is not UTF-8 text.', fix: 'save it as UTF-8' },
  );
  return null;
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
