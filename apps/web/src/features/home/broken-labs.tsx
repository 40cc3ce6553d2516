import type { LabList } from '@drydock/protocol';
import { TriangleAlert } from 'lucide-react';
import { Diagnostics } from '../../ui/diagnostics.tsx';
import styles from './home-page.module.css';
import { useHomeTexts } from './use-home-texts.ts';

/** Labs that cannot be opened, with where and why, for their author. */
export function BrokenLabs({ broken }: { broken: LabList['broken'] }) {
  const home = useHomeTexts();
  return (
    <section className={styles.broken} aria-labelledby="broken-labs">
      <h2 id="broken-labs">
        <TriangleAlert aria-hidden size={18} />
        {home.broken(broken.length)}
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
