import type { Draft } from './draft.ts';
import { fileName } from './draft.ts';
import type { TakePicture } from './markdown/links.ts';
import { normalPath } from './paths.ts';

/** Pictures that a page names, out of the foreign folder. `folders` are where its paths may begin. */
export function takePictures(draft: Draft, folders: readonly string[]): TakePicture {
  const taken = new Map<string, string>();
  return (url, at) => {
    const lose = (message: string, fix: string): null => {
      draft.losses.dropped(at, { rule: 'picture', message, fix });
      return null;
    };
    const shown = url.slice(0, 200);
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
      return lose(
        `The picture ${shown} comes neither over https nor from the folder.`,
        'put it into the lab’s folder',
      );
    }
    const path = locate(url, draft, folders);
    const content = path === null ? undefined : draft.read(path);
    if (path === null || content === undefined) {
      return lose(
        `There is no picture ${shown}; its description stands for it.`,
        'add it, or mend the path',
      );
    }
    const extension = /\.(png|jpe?g|gif|webp|svg)$/i.exec(path)?.[1]?.toLowerCase();
    if (extension === undefined)
      return lose(
        `${shown} is not a picture that a lab can show.`,
        'make it a png, jpg, gif, webp or svg',
      );
    if (content.length > MOST_BYTES)
      return lose(`${shown} is larger than ${MOST_BYTES / 1024} KB.`, 'make it smaller');
    const known = taken.get(path);
    if (known !== undefined) return known;
    const stem = fileName(
      path
        .replace(/\.[^.]*$/, '')
        .split('/')
        .slice(-2)
        .join('-'),
    );
    let target = `images/${stem}.${extension}`;
    for (let times = 2; [...taken.values()].includes(target); times += 1)
      target = `images/${stem}-${times}.${extension}`;
    if (!draft.addFile({ path: target, content, at })) return null;
    taken.set(path, target);
    return target;
  };
}

/** As in a lab: it travels to every learner. */
const MOST_BYTES = 256 * 1024;

function locate(url: string, { source }: Draft, folders: readonly string[]): string | null {
  const bare = url.replace(/[?#].*$/, '');
  const decoded = decode(bare);
  for (const candidate of [decoded, bare]) {
    for (const folder of candidate.startsWith('/') ? ['', ...folders] : folders) {
      const path = normalPath(`${folder}/${candidate}`);
      if (path !== null && source.files.has(path)) return path;
    }
  }
  return null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that stands for itself.
    return path;
  }
}
