import { filledIn } from './dockerfile-images.ts';

export interface ComposeImages {
  /** What the services run. */
  readonly used: string[];
  /** What `docker compose build` gives a name. */
  readonly made: string[];
}

/** The images of a compose file, or of a piece of one. It is read line by line: what is no YAML names images, too. */
export function imagesOfCompose(text: string): ComposeImages {
  const used: string[] = [];
  const made: string[] = [];
  const lines = text.split('\n').map((line) => line.slice(0, 500));
  lines.forEach((line, index) => {
    const [, indent = '', name] = IMAGE_LINE.exec(line) ?? [];
    if (name === undefined) return;
    const image = filledIn(name, new Map());
    (isBuilt(lines, index, indent.length) ? made : used).push(image);
  });
  return { used, made };
}

const IMAGE_LINE = /^(\s*)image:\s*["']?([^\s"'#]+)/;

/** Far more lines than a service has: a file of image lines alone is still read in one go. */
const SERVICE_LINES = 60;

/** Whether the service that this line belongs to has a `build:` beside it. */
function isBuilt(lines: readonly string[], at: number, indent: number): boolean {
  for (const direction of [-1, 1]) {
    for (let index = at + direction; Math.abs(index - at) <= SERVICE_LINES; index += direction) {
      const line = lines[index];
      if (line === undefined) break;
      if (line.trim() === '') continue;
      const depth = line.length - line.trimStart().length;
      if (depth < indent) break;
      if (depth === indent && /^\s*build:/.test(line)) return true;
    }
  }
  return false;
}
