import styles from './progress-bar.module.css';

interface ProgressBarProps {
  /** What it is the progress of. */
  label: string;
  /** How it is said: "2 of 5 steps". Shown beside the bar. */
  text: string;
  done: number;
  all: number;
}

/** How much of something is done. */
export function ProgressBar({ label, text, done, all }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={done}
        aria-valuetext={text}
        className={styles.track}
        data-full={done >= all}
      >
        <div className={styles.fill} style={{ width: `${(100 * done) / Math.max(all, 1)}%` }} />
      </div>
      <span aria-hidden className={styles.text}>
        {text}
      </span>
    </div>
  );
}
