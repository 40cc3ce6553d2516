import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { fileTools as en } from '../../../i18n/en/file-tools.ts';
import { fileTools as ja } from '../../../i18n/ja/file-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import {
  setTooMany,
  setUpload,
  type Upload,
  type UploadQuestion,
  useUploads,
} from '../../../stores/uploads-store.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeText } from '../../../ui/code-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './upload-strip.module.css';

/** How far an upload is, and what became of it. */
export function UploadStrip() {
  const texts = useLater({ en, ja }).upload;
  const { upload, question, tooMany } = useUploads();
  return (
    <>
      {question && <Question question={question} />}
      {tooMany !== null && (
        <div role="alert" className={styles.strip}>
          <p className={styles.stripText}>
            <TriangleAlert aria-hidden size={14} className={styles.bad} />
            {texts.tooMany(tooMany)}
          </p>
          <IconButton icon={X} label={texts.close} onClick={() => setTooMany(null)} />
        </div>
      )}
      {upload && <Progress upload={upload} />}
    </>
  );
}

function Progress({ upload }: { upload: Upload }) {
  const texts = useLater({ en, ja }).upload;
  const problemText = useProblemText();
  const { files, done, size, sent, failed } = upload;
  const isRunning = done + failed.length < files;
  const share = size > 0 ? sent / size : done / files;
  return (
    <div className={styles.strip}>
      <div className={styles.stripText}>
        <p role="status" className={styles.stripLine}>
          {!isRunning && done > 0 && <CircleCheck aria-hidden size={14} className={styles.good} />}
          {isRunning
            ? texts.running(done + failed.length + 1, files)
            : done > 0 && texts.done(done)}
        </p>
        {isRunning && (
          <progress aria-label={texts.label} className={styles.bar} max={1} value={share} />
        )}
        {!isRunning && failed.length > 0 && (
          <div role="alert">
            <p className={styles.stripLine}>
              <TriangleAlert aria-hidden size={14} className={styles.bad} />
              {texts.failed(failed.length)}
            </p>
            <ul className={styles.failures}>
              {failed.slice(0, 5).map(({ path, problem }) => {
                const { message, hint } = problemText(problem);
                return (
                  <li key={path}>
                    <code>{path}</code> <CodeText text={`${message} ${hint}`} />
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </div>
      <IconButton
        icon={X}
        label={isRunning ? texts.stop : texts.close}
        onClick={() => (isRunning ? upload.stop() : setUpload(null))}
      />
    </div>
  );
}

/** Names that the question shows. */
const SHOWN = 5;

function Question({ question: { paths, answer } }: { question: UploadQuestion }) {
  const texts = useLater({ en, ja }).upload;
  const { cancel } = useLater({ en, ja }).remove;
  const names = paths.slice(0, SHOWN).join(', ');
  const more = paths.length > SHOWN ? texts.more(paths.length - SHOWN) : '';
  return (
    <Dialog
      title={texts.replace(paths.length)}
      description={texts.replaceHint(names + more)}
      open
      onOpenChange={() => answer('stop')}
    >
      <div className={styles.choices}>
        <Button look="quiet" onClick={() => answer('stop')}>
          {cancel}
        </Button>
        <Button onClick={() => answer('skip')}>{texts.skip}</Button>
        <Button look="danger" onClick={() => answer('replace')}>
          {texts.replaceAll}
        </Button>
      </div>
    </Dialog>
  );
}
