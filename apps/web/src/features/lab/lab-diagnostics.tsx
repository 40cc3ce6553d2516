import { FileWarning } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { useLabPreview } from '../../stores/lab-store.ts';
import { Diagnostics } from '../../ui/diagnostics.tsx';
import styles from './lab-diagnostics.module.css';

/** What lint says of the author's last save, over the lab; nothing for learners, and nothing where all is well. */
export function LabDiagnostics() {
  const { lint } = useMessages().lab;
  const diagnostics = useLabPreview((state) => state.preview?.diagnostics ?? NONE);
  if (diagnostics.length === 0) return null;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return (
    <section
      className={styles.diagnostics}
      data-tone={errors > 0 ? 'danger' : 'warning'}
      aria-label={lint.label}
    >
      {/* Warnings are there for a long time while one writes: they leave the lab its place. */}
      <details open={errors > 0} key={errors > 0 ? 'errors' : 'warnings'}>
        <summary>
          <FileWarning aria-hidden size={16} />
          <span role={errors > 0 ? 'alert' : 'status'}>
            {errors > 0 ? lint.errors(errors) : lint.warnings(warnings)}
          </span>
        </summary>
        <Diagnostics diagnostics={diagnostics} />
      </details>
    </section>
  );
}

const NONE: never[] = [];
