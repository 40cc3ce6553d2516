import { createReport, startOf } from '../report.ts';
import type { Diagnostic, Lab, Position } from '../schema.ts';
import type { LabSource } from '../source.ts';
import { nearest } from '../suggest.ts';

export interface ImageLint {
  readonly lab: Lab;
  readonly source: LabSource;
  /** Names of the catalogue's images; `latest` where one has no tag. */
  readonly catalogue: readonly string[];
}

/** A warning for each image of the lab that the catalogue does not have, where the lab first names it. */
export function lintImages({ lab, source, catalogue }: ImageLint): Diagnostic[] {
  const report = createReport();
  const known = new Set(catalogue.map(fullName));
  for (const image of lab.images) {
    if (known.has(fullName(image))) continue;
    report.warning(placeOfImage(image, source), {
      rule: 'image',
      message: `The image ${image} is not in the catalogue.`,
      fix: fixFor(image, catalogue),
    });
  }
  return report.diagnostics();
}

/** One name for all that Docker takes for the same image: `docker.io/library/alpine` is `alpine:latest`. */
export function fullName(image: string): string {
  const short = image.replace(/^(?:(?:index\.|registry-1\.)?docker\.io\/)?(?:library\/)?/, '');
  return /[:@][^/]*$/.test(short) ? short : `${short}:latest`;
}

/** The tag that begins most alike, of the same repository; else the image with the nearest name. */
function fixFor(image: string, catalogue: readonly string[]): string {
  const [repository, tag = ''] = partsOf(image);
  const tags = catalogue.filter((name) => partsOf(name)[0] === repository);
  const best = tags.toSorted((a, b) => alike(tag, partsOf(b)[1]) - alike(tag, partsOf(a)[1]))[0];
  const near = best ?? nearest(image, catalogue);
  return near === undefined
    ? 'use an image of the catalogue, or ask the host to add it'
    : `did you mean "${near}"?`;
}

function partsOf(image: string): [repository: string, tag: string] {
  const name = fullName(image);
  const at = name.lastIndexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}

function alike(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same;
}

/** Best a line that uses the image; a name such as `node` stands in many others. */
function placeOfImage(image: string, { files }: LabSource): Position {
  const name = new RegExp(
    `(?<![\\w./:@-])${image.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w/:@-]|\\.\\w)`,
  );
  let first: Position | undefined;
  for (const [file, bytes] of files) {
    if (!NAMES_IMAGES.test(file)) continue;
    const lines = new TextDecoder().decode(bytes).split('\n');
    for (const [index, line] of lines.entries()) {
      const column = name.exec(line.slice(0, LINE_CHARACTERS))?.index;
      if (column === undefined) continue;
      const place = { file, line: index + 1, column: column + 1 };
      if (/\b(?:FROM|ARG|docker|images?:)|--from=/.test(line)) return place;
      first ??= place;
    }
  }
  return first ?? startOf(files.has('lab.yaml') ? 'lab.yaml' : 'lab.md');
}

/** A name stands at the beginning of its line, and a file may be one line. */
const LINE_CHARACTERS = 2000;
const NAMES_IMAGES = /\.md$|\.ya?ml$|(?:^|[/.])Dockerfile(?:$|\.)/i;
