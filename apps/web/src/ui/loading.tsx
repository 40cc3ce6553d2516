import { LoaderCircle } from 'lucide-react';
import styles from './loading.module.css';

/** In the place of what is on its way; `text` says what that is. */
export function Loading({ text }: { text: string }) {
  return (
    <div role="status" className={styles.loading}>
      <LoaderCircle aria-hidden size={18} className={styles.spinner} />
      {`${text}…`}
    </div>
  );
}
