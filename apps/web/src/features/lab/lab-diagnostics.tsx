import { FileWarning } from 'lucide-react';
import { useLabPreview } from '../../stores/lab-store.ts';
import { Diagnostics } from '../../ui/diagnostics.tsx';
import styles from './lab-diagnostics.module.css';

/** What lint says of the author's last save, over the lab; nothing for learners, and nothing where all is well. */
export function LabDiagnostics() {
  const diagnostics = useLabPreview((state) => state.preview?.diagnostics ?? NONE);
  if (diagnostics.length === 0) return null;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return (
    <section
      className={styles.diagnostics}
      data-tone={errors > 0 ? 'danger' : 'warning'}
      aria-label="What lint says"
    >
      {/* Warnings are there for a long time while one writes: they leave the lab its place. */}
      <details open={errors > 0} key={errors > 0 ? 'errors' : 'warnings'}>
        <summary>
          <FileWarning aria-hidden size={16} />
          <span role={errors > 0 ? 'alert' : 'status'}>
            {errors > 0
              ? `${count(errors, 'error')}: below is the last version without.`
              : count(warnings, 'warning')}
          </span>
        </summary>
        <Diagnostics diagnostics={diagnostics} />
      </details>
    </section>
  );
}

const NONE: never[] = [];

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
