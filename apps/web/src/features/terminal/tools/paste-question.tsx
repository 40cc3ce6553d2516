import { ClipboardPaste } from 'lucide-react';
import { terminalTools as en } from '../../../i18n/en/terminal-tools.ts';
import { useFormat } from '../../../i18n/format.ts';
import { terminalTools as ja } from '../../../i18n/ja/terminal-tools.ts';
import { useLater } from '../../../i18n/messages.ts';
import { useTerminals } from '../../../stores/terminals-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { linesOf } from '../large-paste.ts';
import { screenOf } from '../screens.ts';
import styles from './paste-question.module.css';

const LINES_SHOWN = 6;

/** A text may be one line of megabytes. */
const LETTERS_SHOWN = 400;

interface PasteQuestionProps {
  terminal: string;
  text: string;
  onClose: () => void;
}

/** Asks before much is pasted into a terminal. The way out has the focus: Enter that was meant for the shell pastes nothing. */
export default function PasteQuestion({ terminal, text, onClose }: PasteQuestionProps) {
  const texts = useLater({ en, ja }).paste;
  const { bytes, number } = useFormat();
  // It may end while it is asked about.
  const isThere = useTerminals(({ tabs }) => tabs.some(({ name }) => name === terminal));
  const lines = linesOf(text);
  const size = bytes(new TextEncoder().encode(text).length);
  const isAtOnce = isThere && lines.length > 1 && !screenOf(terminal)?.takesBrackets();
  const howMuch =
    lines.length === 1
      ? texts.line(size, terminal)
      : texts.lines(number(lines.length), size, terminal);
  const beginning = lines.slice(0, LINES_SHOWN).join('\n').slice(0, LETTERS_SHOWN);

  return (
    <Dialog
      title={texts.title}
      description={isAtOnce ? `${howMuch} ${texts.atOnce}` : howMuch}
      open
      onOpenChange={onClose}
    >
      <pre className={styles.text}>{beginning}</pre>
      {lines.length > LINES_SHOWN && (
        <p className={styles.more}>{texts.more(number(lines.length - LINES_SHOWN))}</p>
      )}
      <div className={styles.choices}>
        <Button look="quiet" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button
          look="primary"
          icon={ClipboardPaste}
          disabled={!isThere}
          onClick={() => {
            screenOf(terminal)?.paste(text);
            onClose();
          }}
        >
          {texts.paste}
        </Button>
      </div>
    </Dialog>
  );
}
