import type { LayeredImage } from '@drydock/protocol';

/** What an image is called in a small place: its first tag, else the beginning of its id as docker shows it. */
export function nameOf({ tags, id }: Pick<LayeredImage, 'tags' | 'id'>): string {
  return tags[0] === undefined ? shortId(id) : familiar(tags[0]);
}

export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** Whether a tag, the id or an instruction has all words of the search. */
export function isMatch(image: LayeredImage, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [...image.tags, image.id, ...image.layers.map(({ instruction }) => instruction)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * References as a Dockerfile has them, without what Docker adds: `python:3` of `docker.io/library/python:3@sha256:...`.
 * Sums of copied files are cut short, as those of images are.
 */
export function familiar(text: string): string {
  return text
    .replace(/\bdocker\.io\/(?:library\/)?(?=[a-z0-9])/g, '')
    .replace(/@sha256:[0-9a-f]{64}\b/g, '')
    .replace(/\b(file|dir|multi):([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1:$2…');
}

/** In the shell form without line breaks and indents of the Dockerfile. */
export function oneLine(instruction: string): string {
  return instruction
    .replace(/\\?\s*\n\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
