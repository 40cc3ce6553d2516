import type { FileMatch, Problem } from '@drydock/protocol';
import { ArrowLeft, CaseSensitive, FileText } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { sessionClient } from '../../../connection/current-session.ts';
import { problemOf } from '../../../connection/problem-error.ts';
import { fileTools as en } from '../../../i18n/en/file-tools.ts';
import { fileTools as ja } from '../../../i18n/ja/file-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { openFile } from '../../../stores/file-actions.ts';
import { revealLines } from '../../../stores/files-store.ts';
import { setSearching } from '../../../stores/tree-store.ts';
import { CodeText } from '../../../ui/code-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { notifyFailure } from '../../../ui/notify.ts';
import { matchedParts } from './matched-parts.ts';
import styles from './search-panel.module.css';

/** Milliseconds without a key after which what is typed is searched for. */
const PAUSE_MS = 350;
/** A single letter is on every line. */
const SHORTEST = 2;

type Outcome =
  | { status: 'idle' | 'running' }
  | { status: 'failed'; problem: Problem }
  | { status: 'done'; text: string; matches: readonly FileMatch[]; truncated: boolean };

/** Search in the workspace's files: in the place of the tree, file by file; a line opens the editor at it. */
export default function SearchPanel() {
  const texts = useLater({ en, ja }).search;
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const outcome = useSearch(text, matchCase);
  const groups = useMemo(
    () => (outcome.status === 'done' ? byFile(outcome.matches) : []),
    [outcome],
  );

  return (
    <section
      className={styles.search}
      aria-label={texts.label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setSearching(false);
      }}
    >
      <div className={styles.searchHead}>
        <span>{texts.label}</span>
        <IconButton icon={ArrowLeft} label={texts.close} onClick={() => setSearching(false)} />
      </div>
      <div className={styles.query}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the learner has just asked for it.
          autoFocus
          aria-label={texts.field}
          placeholder={texts.field}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <IconButton
          icon={CaseSensitive}
          label={texts.matchCase}
          aria-pressed={matchCase}
          onClick={() => setMatchCase(!matchCase)}
        />
      </div>
      <Summary outcome={outcome} files={groups.length} />
      <section aria-label={texts.results} className={styles.results} onKeyDown={walk}>
        {groups.map(([path, matches]) => (
          <div key={path}>
            <div className={styles.file}>
              <FileText aria-hidden size={14} />
              <span title={path}>{path}</span>
              <span className={styles.count}>{matches.length}</span>
            </div>
            <ul aria-label={path} className={styles.lines}>
              {matches.map((match) => (
                <li key={match.line}>
                  <Line match={match} wanted={text} matchCase={matchCase} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </section>
  );
}

function Summary({ outcome, files }: { outcome: Outcome; files: number }) {
  const texts = useLater({ en, ja }).search;
  const problemText = useProblemText();
  if (outcome.status === 'failed') {
    const { message, hint } = problemText(outcome.problem);
    return (
      <p role="alert" className={styles.outcome}>
        <CodeText text={`${message} ${hint}`} />
      </p>
    );
  }
  const found =
    outcome.status === 'done' &&
    (outcome.matches.length === 0 ? texts.none : texts.found(outcome.matches.length, files));
  return (
    <>
      <p role="status" className={styles.outcome}>
        {outcome.status === 'running' ? texts.running : found || texts.hint}
      </p>
      {outcome.status === 'done' && outcome.truncated && (
        <p className={styles.outcome}>{texts.more}</p>
      )}
    </>
  );
}

function Line(props: { match: FileMatch; wanted: string; matchCase: boolean }) {
  const { match, wanted, matchCase } = props;
  const texts = useLater({ en, ja }).search;
  const { path, line, text } = match;
  const shown = text.trimStart();
  return (
    <button
      type="button"
      className={styles.match}
      aria-label={texts.line(line, shown)}
      onClick={() => {
        revealLines({ path, from: line, to: line });
        openFile(path).catch(notifyFailure);
      }}
    >
      <span className={styles.number}>{line}</span>
      <span className={styles.line}>
        {matchedParts(shown, wanted, matchCase).map(({ at, part, isMatch }) =>
          isMatch ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>,
        )}
      </span>
    </button>
  );
}

/** Searches when the learner has stopped typing; an answer to what was typed before is dropped. */
function useSearch(text: string, matchCase: boolean): Outcome {
  const [outcome, setOutcome] = useState<Outcome>({ status: 'idle' });
  const latest = useRef(0);
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (text.trim().length < SHORTEST) {
      setOutcome({ status: 'idle' });
      return;
    }
    const show = (next: Outcome) => {
      if (latest.current === mine) setOutcome(next);
    };
    const timer = setTimeout(() => {
      show({ status: 'running' });
      search(text, matchCase).then(show, (error) =>
        show({ status: 'failed', problem: problemOf(error) }),
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, matchCase]);
  return outcome;
}

async function search(text: string, matchCase: boolean): Promise<Outcome> {
  const answer = await sessionClient().request({ type: 'file.search', text, matchCase });
  return { status: 'done', text, matches: answer.matches, truncated: answer.truncated };
}

function byFile(matches: readonly FileMatch[]): [string, FileMatch[]][] {
  const groups = new Map<string, FileMatch[]>();
  for (const match of matches) {
    const known = groups.get(match.path);
    if (known) known.push(match);
    else groups.set(match.path, [match]);
  }
  return [...groups];
}

/** Arrow keys go from line to line. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  lines[at + step]?.focus();
}
