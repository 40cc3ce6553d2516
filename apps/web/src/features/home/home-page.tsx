import { useEffect, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useInterface } from '../../stores/interface-store.ts';
import { loadLabs, useLabs } from '../../stores/labs-store.ts';
import { useLanguage } from '../../stores/language-store.ts';
import { IsolationStrip } from '../../ui/isolation-strip.tsx';
import { LanguageToggle } from '../../ui/language-toggle.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import styles from './home-page.module.css';
import { Labs } from './labs.tsx';
import { useHomeTexts } from './use-home-texts.ts';

export default function HomePage() {
  const labs = useLabs();
  const { everywhere } = useMessages();
  const home = useHomeTexts();
  const language = useInterface((state) => state.language);
  const chosen = useLanguage((state) => state.chosen);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt loads anew, and titles follow the language
  useEffect(() => {
    const controller = new AbortController();
    void loadLabs(controller.signal);
    return () => controller.abort();
  }, [attempt, language, chosen]);
  useEffect(() => {
    document.title = home.pageTitle;
  }, [home]);

  return (
    <div className={styles.page}>
      <IsolationStrip isolation={labs.status === 'ready' ? labs.list.isolation : null} />
      <header className={styles.bar}>
        <Logo />
        <span className={styles.name}>{everywhere.product}</span>
        <LanguageToggle />
        <ThemeToggle />
      </header>
      <main className={styles.main}>
        <div className={styles.intro}>
          <h1>{home.title}</h1>
          <p>{home.lead}</p>
        </div>
        <Labs labs={labs} onRetry={() => setAttempt(attempt + 1)} />
      </main>
    </div>
  );
}
