import type { LabList } from '@drydock/protocol';
import { TriangleAlert } from 'lucide-react';
import { Diagnostics } from '../../ui/diagnostics.tsx';
import styles from './home-page.module.css';

/** Labs that cannot be opened, with where and why, for their author. */
export function BrokenLabs({ broken }: { broken: LabList['broken'] }) {
  return (
    <section className={styles.broken} aria-labelledby="broken-labs">
      <h2 id="broken-labs">
        <TriangleAlert aria-hidden size={18} />
        {broken.length === 1 ? 'One lab has' : `${broken.length} labs have`} errors and cannot be
        opened
      </h2>
      {broken.map(({ slug, diagnostics }) => (
        <div key={slug}>
          <h3>{slug}</h3>
          <Diagnostics diagnostics={diagnostics} />
        </div>
      ))}
    </section>
  );
}
