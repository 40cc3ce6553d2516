import type { LayeredImage } from '@drydock/protocol';
import { useFormat } from '../../i18n/format.ts';
import { Facts, Moment } from './facts.tsx';
import { familiar, nameOf, oneLine, shortId } from './image-names.ts';
import styles from './layer-details.module.css';
import { useTexts } from './texts.ts';

interface ImageFactsProps {
  image: LayeredImage;
  /** All that the engine has. */
  images: readonly LayeredImage[];
}

export function ImageFacts({ image, images }: ImageFactsProps) {
  const { details: text, images: words } = useTexts();
  const format = useFormat();
  const { tags, id, size, created, layers } = image;
  const own = ownBytes(image, images);
  const bases = basesOf(image, images);
  // A layer may be there twice, and a setting too: only the place tells them apart.
  const history = layers.map((layer, place) => ({ ...layer, place })).reverse();
  return (
    <>
      <Facts
        facts={[
          [text.tags, tags.length > 0 ? tags.map(familiar).join(', ') : words.untagged],
          [text.size, format.bytes(size)],
          [text.ownBytes, format.bytes(own)],
          [text.sharedBytes, format.bytes(Math.max(0, size - own))],
          [text.from, bases.map(nameOf).join(', ')],
          [text.created, created && <Moment at={created} />],
          [text.id, <code key="id">{shortId(id)}</code>],
        ]}
      />
      <section className={styles.part}>
        <h3>{text.history}</h3>
        <ol reversed className={styles.history}>
          {history.map(({ place, chainId, instruction, size: bytes }) => (
            <li key={place} data-setting={chainId === null}>
              <code title={instruction}>
                {familiar(oneLine(instruction)) || words.unknownInstruction}
              </code>
              <span>{chainId === null ? '' : format.bytes(bytes)}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** Bytes of the layers that no other image has. */
function ownBytes(image: LayeredImage, images: readonly LayeredImage[]): number {
  const others = new Set(
    images
      .filter(({ id }) => id !== image.id)
      .flatMap(({ layers }) => layers.map(({ chainId }) => chainId)),
  );
  return image.layers.reduce(
    (sum, { chainId, size }) => (chainId === null || others.has(chainId) ? sum : sum + size),
    0,
  );
}

/** The images with the most layers that this one has all of, and more: several have the same where only settings differ. */
function basesOf(image: LayeredImage, images: readonly LayeredImage[]): LayeredImage[] {
  const chains = image.layers.flatMap(({ chainId }) => chainId ?? []);
  const depthOf = (other: LayeredImage) => {
    const top = other.layers.findLast(({ chainId }) => chainId !== null)?.chainId;
    const depth = top ? chains.indexOf(top) : -1;
    return other.id === image.id || depth === chains.length - 1 ? -1 : depth;
  };
  const deepest = Math.max(...images.map(depthOf));
  return deepest < 0 ? [] : images.filter((other) => depthOf(other) === deepest);
}
