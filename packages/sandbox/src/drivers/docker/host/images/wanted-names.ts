import { type BaseImage, withTag } from './catalogue.ts';

/** An image that sandboxes shall have beside the catalogue's: an entry of the catalogue without a stand-in. */
export type WantedImage = Pick<BaseImage, 'name' | 'pull'>;

/** An image that was asked for and is not there. */
export interface MissedImage {
  /** As it was asked for. */
  readonly name: string;
  /** A sentence, without its full stop. */
  readonly reason: string;
}

/**
 * What names of images ask for beyond the catalogue, each image once, by name; and those names that can never be taken
 * from Docker Hub. Names are any text that a lab may have.
 */
export function readWantedNames(
  names: readonly string[],
  catalogue: readonly Pick<BaseImage, 'name'>[],
): { readonly images: readonly WantedImage[]; readonly missed: readonly MissedImage[] } {
  const known = new Set(catalogue.map(({ name }) => withTag(name)));
  const images = new Map<string, WantedImage>();
  const missed: MissedImage[] = [];
  for (const asked of new Set(names)) {
    const name = withTag(asked.replace(DOCKER_HUB, ''));
    const [, repository = ''] = NAME.exec(name) ?? [];
    if (known.has(name)) continue;
    if (asked.includes('@')) missed.push({ name: asked, reason: 'a digest names it, not a tag' });
    else if (/^[^/]*[.:][^/]*\//.test(name))
      missed.push({ name: asked, reason: 'it is of another registry than Docker Hub' });
    else if (repository === '' || repository.length > 255)
      missed.push({ name: asked, reason: 'Docker Hub has no such names' });
    else images.set(name, { name, pull: repository.includes('/') ? name : `library/${name}` });
  }
  const sorted = [...images.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { images: sorted, missed };
}

const DOCKER_HUB = /^(?:(?:index\.|registry-1\.)?docker\.io\/)?(?:library\/)?/;
const WORD = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
/** What Docker Hub may have: at most one name of an owner, and a tag. */
const NAME = new RegExp(`^((?:${WORD}/)?${WORD}):\\w[\\w.-]{0,127}$`);
