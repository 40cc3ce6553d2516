import type { HubRepository } from '@drydock/protocol';
import { ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { hub } from '../../i18n/en/hub.ts';
import { useFormat } from '../../i18n/format.ts';
import { deleteTag } from '../../stores/hub-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './hub.module.css';

type HubTexts = typeof hub;
type Tag = HubRepository['tags'][number];

interface RepositoryProps {
  repository: HubRepository;
  text: HubTexts;
  isOpen?: boolean;
}

/** One repository with its tags. */
export function Repository({ repository, text, isOpen = false }: RepositoryProps) {
  const name = shortName(repository);
  const [asked, setAsked] = useState<string | null>(null);
  const [said, setSaid] = useState('');

  const remove = (tag: string) => {
    deleteTag(repository.name, tag).then(
      () => setSaid(text.deleted(`${name}:${tag}`)),
      notifyFailure,
    );
  };
  return (
    <li className={styles.repository}>
      <details open={isOpen}>
        <summary className={styles.summary}>
          <ChevronRight aria-hidden size={15} className={styles.arrow} />
          <span className={styles.name}>{name}</span>
          <span className={styles.note}>{text.tags(repository.tags.length)}</span>
        </summary>
        <div className={styles.scroll}>
          <table className={styles.tags} aria-label={name}>
            <thead>
              <tr>
                <th scope="col">{text.tag}</th>
                <th scope="col">{text.digest}</th>
                <th scope="col">{text.size}</th>
                {repository.own && (
                  <th scope="col" className={styles.pushed}>
                    {text.pushed}
                  </th>
                )}
                <th scope="col">
                  <span className="visually-hidden">{text.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {repository.tags.map((tag) => (
                <TagRow
                  key={tag.tag}
                  tag={tag}
                  name={name}
                  text={text}
                  onDelete={repository.own ? () => setAsked(tag.tag) : null}
                />
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <span role="status" className="visually-hidden">
        {said}
      </span>
      <ConfirmDialog
        title={text.deleteTitle(`${name}:${asked ?? ''}`)}
        description={text.deleteText}
        action={text.deleteConfirm}
        icon={Trash2}
        cancel={text.cancel}
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => asked !== null && remove(asked)}
      />
    </li>
  );
}

interface TagRowProps {
  tag: Tag;
  name: string;
  text: HubTexts;
  /** Null where it is not the learner's. */
  onDelete: (() => void) | null;
}

function TagRow({ tag: { tag, digest, size, pushed }, name, text, onDelete }: TagRowProps) {
  const format = useFormat();
  const now = useNow(EACH_MS);
  const full = `${name}:${tag}`;
  const pull = `docker pull ${full}`;
  return (
    <tr>
      <th scope="row">{tag}</th>
      <td>
        <span className={styles.digest}>
          <code title={digest}>{digest.replace('sha256:', '').slice(0, 12)}</code>
          <CopyButton shape="icon" text={digest} label={text.copyDigest(full)} />
        </span>
      </td>
      <td>{format.bytes(size)}</td>
      {onDelete && (
        <td className={styles.pushed}>
          {pushed ? (
            <time dateTime={pushed} title={format.dateTime(pushed)}>
              {format.relative(pushed, now)}
            </time>
          ) : (
            '–'
          )}
        </td>
      )}
      <td>
        <span className={styles.actions}>
          <code className={styles.pull}>{pull}</code>
          <CopyButton shape="icon" text={pull} label={text.copyPull(full)} />
          {onDelete && <IconButton icon={Trash2} label={text.delete(full)} onClick={onDelete} />}
        </span>
      </td>
    </tr>
  );
}

/** Milliseconds between looks at the clock. */
const EACH_MS = 15_000;

/** As `docker pull` takes it: Docker Hub's own `library` is not said. */
function shortName({ name }: HubRepository): string {
  return name.replace(/^library\//, '');
}
