import type { Diagnostic } from '@drydock/lab-format/schema';
import { useEffect, useState } from 'react';
import { late } from '../connection/late.ts';
import { useMessages } from '../i18n/messages.ts';
import { useInterface } from '../stores/interface-store.ts';
import styles from './diagnostics.module.css';

type Rules = Readonly<Record<string, string>>;

/**
 * What is wrong in a lab's source: file:line:column, why, and how to mend it. What lint says of a place is English on
 * every page; in Japanese it comes after what its rule is about.
 */
export function Diagnostics({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  const { everywhere } = useMessages();
  const rules = useRules();
  return (
    <ul className={styles.list}>
      {diagnostics.map(({ file, line, column, severity, rule, message, fix }) => (
        <li key={`${file}:${line}:${column}:${rule}`} data-severity={severity}>
          <code>{`${file}:${line}:${column}`}</code>
          <span>
            <strong>{everywhere.severity[severity]}</strong>{' '}
            {rules[rule] !== undefined && <span className={styles.rule}>{rules[rule]}</span>}
            <span lang="en">
              {message}
              {fix !== undefined && <em> {fix}</em>}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const NONE: Rules = {};

/** What rules are about in the language of the page, as soon as it is there. None in English: findings say it. */
function useRules(): Rules {
  const language = useInterface((state) => state.language);
  const [rules, setRules] = useState(NONE);
  useEffect(() => {
    if (language !== 'ja') return;
    late(() => import('../i18n/ja/lint-rules.ts')).then(
      ({ lintRules }) => setRules(lintRules),
      // The findings are there without.
      () => undefined,
    );
  }, [language]);
  return language === 'ja' ? rules : NONE;
}
