import type { LayerContainer, LayeredImage } from '@drydock/protocol';
import { useFormat } from '../../i18n/format.ts';
import { Facts } from './facts.tsx';
import { nameOf } from './image-names.ts';
import styles from './layer-details.module.css';
import { useTexts } from './texts.ts';

interface ContainerFactsProps {
  container: LayerContainer;
  image: LayeredImage;
}

/** A container as a layer: what it has written, on which image. */
export function ContainerFacts({ container, image }: ContainerFactsProps) {
  const text = useTexts().details;
  const format = useFormat();
  const { running, size, changes, changesTruncated } = container;
  return (
    <>
      <Facts
        facts={[
          [text.state, running ? text.running : text.stopped],
          [text.from, nameOf(image)],
          [text.written, format.bytes(size)],
        ]}
      />
      <p className={styles.hint}>{text.writtenHint}</p>
      <section className={styles.part}>
        <h3>{text.changed}</h3>
        {changes.length === 0 ? (
          <p>{text.unchanged}</p>
        ) : (
          <ul className={styles.changes}>
            {changes.map(({ path, kind }) => (
              <li key={path} data-kind={kind}>
                <abbr title={text.kinds[kind]}>
                  <span aria-hidden>{SIGNS[kind]}</span>
                  <span className="visually-hidden">{text.kinds[kind]}</span>
                </abbr>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        )}
        {changesTruncated && <p>{text.more}</p>}
      </section>
    </>
  );
}

const SIGNS = { added: '+', changed: '~', removed: '−' } as const;
