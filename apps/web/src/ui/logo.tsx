import styles from './logo.module.css';

/** A ship in its dry dock. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg className={styles.logo} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={styles.ground} />
      <path d="M9 8.5h5v4.2H9zM15 8.5h5v4.2h-5z" className={styles.cargo} />
      <path
        d="M8.2 14.2h15.6l-2.2 6.3a1.6 1.6 0 0 1-1.5 1.1h-8.2a1.6 1.6 0 0 1-1.5-1.1z"
        className={styles.ship}
      />
      <path
        d="M4.5 12.5h2v11.2h19V12.5h2v12a1.6 1.6 0 0 1-1.6 1.6H6.1a1.6 1.6 0 0 1-1.6-1.6z"
        className={styles.dock}
      />
    </svg>
  );
}
