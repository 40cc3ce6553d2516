import type { LabSummary } from '@drydock/lab-format/schema';
import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import { expectLab } from '../../stores/lab-store.ts';
import type { Begun } from '../../stores/labs-store.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './continue-card.module.css';
import { labAddress } from './lab-address.ts';
import { useHomeTexts } from './use-home-texts.ts';

/** The lab that the learner was in last, and where in it. */
export function ContinueCard({ lab, begun }: { lab: LabSummary; begun: Begun }) {
  const home = useHomeTexts();
  const { slug, title } = lab;
  const { done, all } = begun.progress;
  return (
    <section className={styles.card} aria-labelledby="continue">
      <div className={styles.text}>
        <h2 id="continue" className={styles.head}>
          {home.continue}
        </h2>
        <p className={styles.title}>{title}</p>
        <div className={styles.progress}>
          {begun.step !== null && (
            <span className={styles.step}>{home.atStep(begun.step, lab.steps)}</span>
          )}
          {all > 0 && (
            <ProgressBar
              label={home.progressOf(title)}
              text={home.progress(done, all)}
              {...{ done, all }}
            />
          )}
        </div>
      </div>
      <Link
        href={labAddress(slug, begun)}
        className={styles.go}
        onPointerEnter={() => void expectLab(slug)}
        onFocus={() => void expectLab(slug)}
        aria-label={home.continueLab(title)}
      >
        {home.continueShort}
        <ArrowRight aria-hidden size={16} />
      </Link>
    </section>
  );
}
