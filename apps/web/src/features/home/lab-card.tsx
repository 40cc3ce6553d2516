import type { LabSummary } from '@drydock/lab-format/schema';
import { ArrowRight, Clock, Languages, ListChecks } from 'lucide-react';
import { Link } from 'wouter';
import { expectLab } from '../../stores/lab-store.ts';
import type { Begun } from '../../stores/labs-store.ts';
import { nameOfLanguage } from '../../stores/language-store.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { labAddress } from './lab-address.ts';
import styles from './lab-card.module.css';
import { useHomeTexts } from './use-home-texts.ts';

const TONES: Record<NonNullable<LabSummary['level']>, Tone> = {
  beginner: 'success',
  intermediate: 'warning',
  advanced: 'danger',
};

interface LabCardProps {
  lab: LabSummary;
  /** Undefined where the learner has no session of it. */
  begun: Begun | undefined;
}

export function LabCard({ lab, begun }: LabCardProps) {
  const home = useHomeTexts();
  const { slug, title, description, level, duration, steps, languages } = lab;
  const { done, all } = begun?.progress ?? { done: 0, all: 0 };
  const isDone = all > 0 && done === all;
  return (
    <li className={styles.card}>
      <div className={styles.badges}>
        {level && <Badge tone={TONES[level]}>{home.levels[level]}</Badge>}
        {begun && (
          <Badge tone={isDone ? 'success' : 'accent'}>{isDone ? home.done : home.inProgress}</Badge>
        )}
        {languages.length > 1 && (
          <span className={styles.languages}>
            <Languages aria-label={home.languages} size={14} />
            {languages.map(nameOfLanguage).join(', ')}
          </span>
        )}
      </div>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.description}>{description}</p>
      {all > 0 && (
        <div className={styles.progress}>
          <ProgressBar
            label={home.progressOf(title)}
            text={home.progress(done, all)}
            {...{ done, all }}
          />
        </div>
      )}
      <div className={styles.foot}>
        {duration !== undefined && (
          <span className={styles.fact}>
            <Clock aria-hidden size={14} />
            {home.minutes(duration)}
          </span>
        )}
        <span className={styles.fact}>
          <ListChecks aria-hidden size={14} />
          {home.steps(steps)}
        </span>
        <Link
          href={labAddress(slug, begun)}
          className={styles.start}
          onPointerEnter={() => void expectLab(slug)}
          onFocus={() => void expectLab(slug)}
          aria-label={begun ? home.resumeLab(title) : home.startLab(title)}
        >
          {begun ? home.resume : home.start}
          <ArrowRight aria-hidden size={16} />
        </Link>
      </div>
    </li>
  );
}
