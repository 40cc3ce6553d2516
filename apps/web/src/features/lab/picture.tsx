import { type ComponentProps, useContext, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { WithinLink } from './outward-link.tsx';
import styles from './picture.module.css';

/** Smaller ones, such as badges, show nothing more when they are large. Pixels. */
const WORTH_ENLARGING = 240;

/** A picture of the text; one with more to see is enlarged by a click. */
export function Picture({ src, alt = '', title }: ComponentProps<'img'>) {
  const texts = useMessages().blocks.picture;
  const isInLink = useContext(WithinLink);
  const [isLarge, setLarge] = useState(false);
  const [open, setOpen] = useState(false);
  const measure = (image: HTMLImageElement) => {
    if (image.naturalWidth >= WORTH_ENLARGING) setLarge(true);
  };
  const picture = (
    <img
      src={src}
      alt={alt}
      title={title}
      // Before the first paint it may be there already: then no event tells of it.
      ref={(image) => {
        if (image?.complete) measure(image);
      }}
      onLoad={({ currentTarget }) => measure(currentTarget)}
    />
  );
  if (isInLink || !isLarge) return picture;
  return (
    <>
      <button
        type="button"
        className={styles.zoom}
        aria-label={texts.enlarge(alt)}
        onClick={() => setOpen(true)}
      >
        {picture}
      </button>
      <Dialog
        wide
        title={alt || texts.title}
        description={title ?? texts.back}
        open={open}
        onOpenChange={setOpen}
      >
        <div className={styles.large}>
          <img src={src} alt={alt} />
        </div>
      </Dialog>
    </>
  );
}
