import type { Layer, LayeredImage } from '@drydock/protocol';
import { useFormat } from '../../i18n/format.ts';
import { setLayersPane } from '../../stores/layers-pane-store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts, Moment } from './facts.tsx';
import { nameOf, shortId } from './image-names.ts';
import styles from './layer-details.module.css';
import { useTexts } from './texts.ts';

interface LayerFactsProps {
  layer: Layer;
  /** The images that have it. */
  users: readonly LayeredImage[];
}

export function LayerFacts({ layer, users }: LayerFactsProps) {
  const text = useTexts().details;
  const format = useFormat();
  const { chainId, instruction, size, created } = layer;
  const settings = settingsOn(chainId, users);
  const [first] = users;
  return (
    <>
      {instruction !== '' && (
        <section className={styles.part} aria-label={text.instruction}>
          <pre className={styles.code}>{instruction}</pre>
          <CopyButton text={instruction} label={text.copy} />
        </section>
      )}
      <Facts
        facts={[
          [text.size, format.bytes(size)],
          [
            text.share,
            first && users.length === 1 && first.size > 0
              ? format.percent(size / first.size)
              : null,
          ],
          [text.created, created && <Moment at={created} />],
          [text.chain, chainId && <code>{shortId(chainId)}</code>],
        ]}
      />
      <section className={styles.part}>
        <h3>{text.usedBy}</h3>
        <ul className={styles.names}>
          {users.map((image) => (
            <li key={image.id}>
              <button
                type="button"
                onClick={() => setLayersPane({ picked: { kind: 'image', id: image.id } })}
              >
                {nameOf(image)}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {settings.length > 0 && (
        <section className={styles.part}>
          <h3>{text.settings}</h3>
          <p>{text.settingsHint}</p>
          <ul className={styles.settings}>
            {settings.map((setting) => (
              <li key={setting}>
                <code>{setting}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Settings that stand directly above the layer, in whatever image. */
function settingsOn(chainId: string | null, users: readonly LayeredImage[]): string[] {
  const found = new Set<string>();
  for (const { layers } of users) {
    const from = layers.findIndex((layer) => layer.chainId === chainId) + 1;
    for (const layer of layers.slice(from)) {
      if (layer.chainId !== null) break;
      found.add(layer.instruction);
    }
  }
  return [...found];
}
