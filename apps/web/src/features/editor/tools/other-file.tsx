import { Download, FileX } from 'lucide-react';
import { useState } from 'react';
import { fileUrl } from '../../../connection/transfers.ts';
import { fileTools as en } from '../../../i18n/en/file-tools.ts';
import { useFormat } from '../../../i18n/format.ts';
import { fileTools as ja } from '../../../i18n/ja/file-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import type { DocumentState } from '../../../stores/document.ts';
import { discardFile, openDocument } from '../../../stores/file-actions.ts';
import { useFileChanges } from '../../../stores/file-changes-store.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { useSession } from '../../../stores/session-store.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeText } from '../../../ui/code-text.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { isPicture } from '../pictures.ts';
import { download } from './download.ts';
import styles from './other-file.module.css';

/** A file that the editor does not show as text: a picture as such, any other by what is known of it. */
export default function OtherFile({ document }: { document: DocumentState }) {
  const texts = useLater({ en, ja }).other;
  const problemText = useProblemText();
  const format = useFormat();
  const session = useSession((state) => state.session) ?? '';
  const { path } = document;
  const size = useFiles(({ tree }) =>
    tree.status === 'ready' ? tree.entries.find((each) => each.path === path)?.size : undefined,
  );
  const changes = useFileChanges((counts) => counts[path] ?? 0);
  const [broken, setBroken] = useState(-1);
  const save = (
    <Button icon={Download} onClick={() => download(fileUrl(session, path))}>
      {texts.download}
    </Button>
  );
  const known = size === undefined ? '' : texts.size(format.bytes(size));

  if (isPicture(path) && broken !== changes) {
    return (
      <>
        <div className={styles.picture}>
          <img
            src={fileUrl(session, path, String(changes))}
            alt={texts.picture(path)}
            onError={() => setBroken(changes)}
          />
        </div>
        <div className={styles.facts}>
          <span>{known}</span>
          {save}
        </div>
      </>
    );
  }
  const problem = document.problem && problemText(document.problem);
  return (
    <EmptyState
      icon={FileX}
      title={problem?.message ?? texts.brokenPicture}
      action={
        <>
          {save}
          <Button onClick={() => void openDocument(path)?.load()}>{texts.tryAgain}</Button>
          <Button look="quiet" onClick={() => discardFile(path)}>
            {texts.close}
          </Button>
        </>
      }
    >
      <CodeText text={[known, problem?.hint].filter(Boolean).join(' · ')} />
    </EmptyState>
  );
}
