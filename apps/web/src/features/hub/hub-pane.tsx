import { PackageOpen, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useView } from '../../connection/use-view.ts';
import { hub as en } from '../../i18n/en/hub.ts';
import { hub as ja } from '../../i18n/ja/hub.ts';
import { useLater } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { useHub } from '../../stores/hub-store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import styles from './hub.module.css';
import { Repository } from './repository.tsx';

/** What the learner has pushed to the class hub, and what the class has there. */
export default function HubPane() {
  const text = useLater({ en, ja });
  const problemText = useProblemText();
  const { view, problem } = useHub();
  const failure = problem && problemText(problem);
  const [wanted, setWanted] = useState('');
  const ownId = useId();
  const classId = useId();
  useView('hub');

  if (!view) {
    return failure ? (
      <EmptyState icon={TriangleAlert} title={text.failed}>
        {failure.message} {failure.hint}
      </EmptyState>
    ) : (
      <Loading text={text.loading} />
    );
  }
  const { account, repositories } = view;
  if (account === null) {
    return (
      <EmptyState icon={PackageOpen} title={text.noHub}>
        {text.noHubHint}
      </EmptyState>
    );
  }
  const own = repositories.filter((each) => each.own);
  const ofClass = repositories.filter((each) => !each.own);
  const shown = ofClass.filter(({ name }) => name.includes(wanted.trim().toLowerCase()));
  return (
    <div className={styles.view}>
      <p className={styles.account}>{text.signedIn(account)}</p>
      {failure && (
        <p role="status" className={styles.old}>
          <TriangleAlert aria-hidden size={14} />
          {failure.message} {failure.hint}
        </p>
      )}
      <section aria-labelledby={ownId}>
        <h2 id={ownId} className={styles.title}>
          {text.own}
        </h2>
        {own.length === 0 ? (
          <NothingPushed account={account} text={text} />
        ) : (
          <ul className={styles.list}>
            {own.map((repository) => (
              <Repository key={repository.name} repository={repository} text={text} isOpen />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby={classId}>
        <div className={styles.head}>
          <h2 id={classId} className={styles.title}>
            {text.ofClass}
          </h2>
          <span className={styles.note}>{text.ofClassHint}</span>
          <input
            className={styles.filter}
            type="search"
            aria-label={text.filter}
            placeholder={text.filter}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
        </div>
        {shown.length === 0 ? (
          <p className={styles.note}>{text.noneFits}</p>
        ) : (
          <ul className={styles.list}>
            {shown.map((repository) => (
              <Repository key={repository.name} repository={repository} text={text} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function NothingPushed({ account, text }: { account: string; text: typeof en }) {
  const commands = `docker tag app ${account}/app:v1\ndocker push ${account}/app:v1`;
  return (
    <div className={styles.none}>
      <p>{text.ownNone}</p>
      <p className={styles.note}>{text.ownNoneHint}</p>
      <div className={styles.example}>
        <pre>{commands}</pre>
        <CopyButton shape="icon" text={commands} label={text.copyExample} />
      </div>
    </div>
  );
}
