import { Command, defaultFilter } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { palette as en } from '../../i18n/en/palette.ts';
import { palette as ja } from '../../i18n/ja/palette.ts';
import { useLater } from '../../i18n/messages.ts';
import { useFiles } from '../../stores/files-store.ts';
import { showOver } from '../../stores/palette-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { useTerminals } from '../../stores/terminals-store.ts';
import { commandsOf } from './commands.ts';
import { ICONS } from './group-icons.ts';
import type { GroupId, PageCommand } from './page-command.ts';
import styles from './palette.module.css';
import type { PaletteProps } from './palette-place.tsx';
import { noteCommand, recentCommands } from './recent.ts';

type Groups = readonly (readonly [GroupId | 'recent', readonly PageCommand[]])[];

/** Everything that can be done on the page, found by some letters of its name. */
export default function Palette({ lab, step, onGo }: PaletteProps) {
  const texts = useLater({ en, ja });
  const [, navigate] = useLocation();
  const tree = useFiles((state) => state.tree);
  const tabs = useTerminals((state) => state.tabs);
  const sandbox = useSession((state) => state.sandbox);
  // What there is to do is looked up in many places; these change while one chooses.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read by the commands themselves
  const groups = useMemo(
    () => inGroups(commandsOf({ lab, step, onGo, goHome: () => navigate('/'), texts })),
    [lab, step, onGo, navigate, texts, tree, tabs, sandbox],
  );
  const opener = useRef<Element | null>(null);
  const chosen = useRef<PageCommand | null>(null);

  return (
    <Dialog.Root open onOpenChange={(open) => !open && showOver(null)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          aria-describedby={undefined}
          className={styles.dialog}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={() => {
            // Where the learner was; what was chosen may lead elsewhere.
            if (opener.current instanceof HTMLElement) opener.current.focus();
            chosen.current?.run();
          }}
        >
          <Dialog.Title className="visually-hidden">{texts.label}</Dialog.Title>
          <Command loop vimBindings={false} label={texts.label} filter={fits}>
            <Command.Input className={styles.input} placeholder={texts.placeholder} />
            <Command.List className={styles.list} label={texts.list}>
              <Command.Empty className={styles.empty}>{texts.none}</Command.Empty>
              {groups.map(([group, commands]) => (
                <Command.Group key={group} heading={texts.groups[group]} className={styles.group}>
                  {commands.map((command) => (
                    <Item
                      key={command.id}
                      command={command}
                      onChoose={() => {
                        noteCommand(command.id);
                        chosen.current = command;
                        showOver(null);
                      }}
                    />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Item({ command, onChoose }: { command: PageCommand; onChoose: () => void }) {
  const { id, group, text, also = '', note, keys } = command;
  const Icon = ICONS[group];
  return (
    <Command.Item value={id} keywords={[text, also]} className={styles.item} onSelect={onChoose}>
      <Icon aria-hidden size={15} />
      <span className={styles.text}>{text}</span>
      {note && <span className={styles.note}>{note}</span>}
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
    </Command.Item>
  );
}

/** By what is shown, and by the English of it: who reads Japanese may have Latin keys. Words may come in any order. */
function fits(_id: string, search: string, [text = '', also = '']: string[] = []): number {
  return Math.max(found(text, search), also === '' ? 0 : 0.9 * found(also, search));
}

/** A score of letters that stand far from each other: by a single word nobody means that. */
const SCATTERED = 0.05;

function found(text: string, search: string): number {
  const words = search.trim().split(/\s+/);
  const each = words.map((word) => defaultFilter(text, word));
  const isThere = each.every((score) => score > SCATTERED);
  const all = isThere ? each.reduce((sum, score) => sum + score, 0) / words.length : 0;
  return Math.max(defaultFilter(text, search), 0.8 * all);
}

function inGroups(commands: readonly PageCommand[]): Groups {
  const recent = recentCommands().flatMap((id) => commands.find((each) => each.id === id) ?? []);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const others = commands.filter((command) => !recent.includes(command));
  return [
    ['recent', recent] as const,
    ...groups.map((group) => [group, others.filter((each) => each.group === group)] as const),
  ].filter(([, each]) => each.length > 0);
}
