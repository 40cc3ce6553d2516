import type { Report } from '../report.ts';
import type { LabSource } from '../source.ts';

/** The files for the workspace of a README's lab: those beside it, unless the folder has `files/` for them. */
export function filesBeside({ files, readme }: LabSource): Map<string, string> {
  const own = [...files.keys()].filter((path) => path.startsWith('files/'));
  if (own.length > 0) return new Map(own.map((path) => [path, path.slice('files/'.length)]));
  const others = [...files.keys()].filter(
    (path) =>
      path !== readme &&
      !/^(?:checks|solution)\/|^readme(?:\.[\w-]+)?\.(?:md|markdown)$/i.test(path),
  );
  return new Map(others.map((path) => [path, path]));
}

/** What would be a mistake in a lab may mean something else in a document that was written for another place. */
export function createLenientReport(report: Report): Report {
  const warning: Report['warning'] = (at, finding) => {
    // What other tools put behind the language of a fence means nothing here.
    if (finding.rule !== 'fence-attribute') report.warning(at, finding);
  };
  return {
    ...report,
    error: (at, finding) => {
      if (FOREIGN.has(finding.rule)) warning(at, finding);
      else report.error(at, finding);
    },
    warning,
  };
}

const FOREIGN = new Set(['directive', 'fence', 'fence-attribute', 'picture', 'quiz', 'variable']);
