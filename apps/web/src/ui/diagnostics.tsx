import type { Diagnostic } from '@drydock/lab-format/schema';
import styles from './diagnostics.module.css';

/** What is wrong in a lab's source: file:line:column, why, and how to mend it. */
export function Diagnostics({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  return (
    <ul className={styles.list}>
      {diagnostics.map(({ file, line, column, severity, rule, message, fix }) => (
        <li key={`${file}:${line}:${column}:${rule}`} data-severity={severity}>
          <code>{`${file}:${line}:${column}`}</code>
          <span>
            {message}
            {fix !== undefined && <em> {fix}</em>}
          </span>
        </li>
      ))}
    </ul>
  );
}
