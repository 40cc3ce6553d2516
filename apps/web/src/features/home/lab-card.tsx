import type { LabSummary } from '@drydock/lab-format/schema';
import { ArrowRight, Clock, ListChecks } from 'lucide-react';
import { Link } from 'wouter';
import { expectLab } from '../../stores/lab-store.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import styles from './lab-card.module.css';

const TONES: Record<NonNullable<LabSummary['level']>, Tone> = {
  beginner: 'success',
  intermediate: 'warning',
  advanced: 'danger',
};

export function LabCard({ lab, isRunning }: { lab: LabSummary; isRunning: boolean }) {
  const { slug, title, description, level, duration, steps } = lab;
  return (
    <li className={styles.card}>
      <div className={styles.badges}>
        {level && <Badge tone={TONES[level]}>{level}</Badge>}
        {isRunning && <Badge tone="accent">in progress</Badge>}
      </div>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.description}>{description}</p>
      <div className={styles.foot}>
        {duration !== undefined && (
          <span className={styles.fact}>
            <Clock aria-hidden size={14} />
            {duration} min
          </span>
        )}
        <span className={styles.fact}>
          <ListChecks aria-hidden size={14} />
          {steps} {steps === 1 ? 'step' : 'steps'}
        </span>
        <Link
          href={`/labs/${slug}`}
          className={styles.start}
          onPointerEnter={() => expectLab(slug)}
          onFocus={() => expectLab(slug)}
          aria-label={`${isRunning ? 'Resume' : 'Start'} ${title}`}
        >
          {isRunning ? 'Resume' : 'Start'}
          <ArrowRight aria-hidden size={16} />
        </Link>
      </div>
    </li>
  );
}
