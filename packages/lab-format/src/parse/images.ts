import type { Image, RootContent } from 'mdast';
import { placeOf, type StepContext } from './step-context.ts';

/**
 * An image comes over https, or from the lab's own folder; then it becomes part of the body, so that the
 * page asks the platform for nothing by a name that an author chose.
 */
export function readImage(node: Image, context: StepContext): RootContent[] {
  const refuse = (message: string, fix: string): RootContent[] => {
    context.report.error(placeOf(node, context), { rule: 'picture', message, fix });
    return [];
  };
  const shown = node.url.slice(0, 100);
  if (/^https:\/\/[^/]/i.test(node.url)) return [node];
  if (node.url.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(node.url)) {
    return refuse(
      `The image ${shown} is neither relative nor https.`,
      'put it into the lab’s folder',
    );
  }
  const path = node.url.replace(/^\.\//, '').replace(/[?#].*$/, '');
  const bytes = context.files.get(path);
  if (bytes === undefined) return refuse(`There is no file ${shown}.`, 'add it, or mend the path');
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (type === undefined) {
    return refuse(`${shown} is not an image.`, `use one of: ${Object.keys(TYPES).join(', ')}`);
  }
  if (bytes.length > MOST_BYTES) {
    return refuse(`${shown} is larger than ${MOST_BYTES / 1024} KB.`, 'make it smaller');
  }
  return [{ ...node, url: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` }];
}

/** It travels with the lab, to every learner at once. */
const MOST_BYTES = 256 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};
