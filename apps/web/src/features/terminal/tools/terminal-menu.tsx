import {
  AArrowDown,
  AArrowUp,
  ALargeSmall,
  Check,
  Columns2,
  Columns3,
  Eraser,
  type LucideIcon,
  PencilLine,
  RectangleHorizontal,
  Search,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { terminalTools as en } from '../../../i18n/en/terminal-tools.ts';
import { terminalTools as ja } from '../../../i18n/ja/terminal-tools.ts';
import { useLater, useMessages } from '../../../i18n/messages.ts';
import {
  FONT_SIZES,
  setTerminalSettings,
  useTerminalSettings,
} from '../../../stores/terminal-settings-store.ts';
import styles from '../../../ui/menu.module.css';
import { notifyFailure } from '../../../ui/notify.ts';
import { screenOf } from '../screens.ts';
import { grant, showBeside } from './wishes.ts';

interface TerminalMenuProps {
  terminal: string;
  /** Terminals that fit beside each other. */
  room: number;
  button: RefObject<HTMLButtonElement | null>;
  onSearch: () => void;
  onRename: () => void;
  onClose: () => void;
}

const BESIDE: readonly [count: number, icon: LucideIcon][] = [
  [1, RectangleHorizontal],
  [2, Columns2],
  [3, Columns3],
];

/** What can be done with the terminal in front, and how all of them look. */
export default function TerminalMenu(props: TerminalMenuProps) {
  const { terminal, room, button, onSearch, onRename, onClose } = props;
  const texts = useLater({ en, ja }).menu;
  const { menu: label } = useMessages().terminal;
  const { fontSize, screenReader, beside } = useTerminalSettings();
  const screen = screenOf(terminal);
  // Done when the menu is gone: it holds the focus until then, and would take it from what was opened.
  const chosen = useRef<() => void>(() => button.current?.focus());
  const after = (action: () => void) => () => {
    chosen.current = action;
  };
  const { left = 0, bottom = 0, width = 0 } = button.current?.getBoundingClientRect() ?? {};

  return (
    <DropdownMenu.Root open modal={false} onOpenChange={onClose}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden className={styles.anchor} style={{ left: left + width, top: bottom }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          // The trigger that would name it is a point without words.
          aria-labelledby={undefined}
          aria-label={label}
          align="end"
          collisionPadding={8}
          className={styles.menu}
          // The button closes it by itself, and would open it again.
          onInteractOutside={(event) => {
            const { target } = event.detail.originalEvent;
            if (target instanceof Node && button.current?.contains(target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            chosen.current();
          }}
        >
          <DropdownMenu.Group>
            <Item icon={Search} keys="Ctrl+Shift+F" onSelect={after(onSearch)}>
              {texts.search}
            </Item>
            <Item
              icon={Eraser}
              isOff={screen?.isFullScreen() ?? true}
              onSelect={after(() => {
                screen?.clear();
                screen?.focus();
              })}
            >
              {texts.clear}
            </Item>
            <Item icon={PencilLine} keys="F2" onSelect={after(onRename)}>
              {texts.rename}
            </Item>
          </DropdownMenu.Group>
          {room > 1 && (
            <DropdownMenu.RadioGroup
              className={styles.group}
              value={String(Math.min(beside, room))}
            >
              {BESIDE.filter(([count]) => count <= room).map(([count, Icon]) => (
                <DropdownMenu.RadioItem
                  key={count}
                  value={String(count)}
                  className={styles.item}
                  onSelect={after(() => void showBeside(count).catch(notifyFailure))}
                >
                  <Icon aria-hidden size={14} />
                  <span>{texts.beside(count)}</span>
                  <DropdownMenu.ItemIndicator className={styles.keys}>
                    <Check aria-hidden size={14} />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          )}
          <DropdownMenu.Group className={styles.group} aria-label={texts.size(fontSize)}>
            <Item
              icon={AArrowUp}
              keys="Ctrl++"
              isOff={fontSize >= FONT_SIZES.most}
              onSelect={stay(() => void grant('larger'))}
            >
              {texts.larger}
            </Item>
            <Item
              icon={AArrowDown}
              keys="Ctrl+-"
              isOff={fontSize <= FONT_SIZES.least}
              onSelect={stay(() => void grant('smaller'))}
            >
              {texts.smaller}
            </Item>
            <Item icon={ALargeSmall} keys="Ctrl+0" onSelect={stay(() => void grant('usual'))}>
              {texts.usual}
            </Item>
          </DropdownMenu.Group>
          <DropdownMenu.CheckboxItem
            className={`${styles.item} ${styles.group}`}
            checked={screenReader}
            onSelect={stay(() => setTerminalSettings({ screenReader: !screenReader }))}
          >
            <span className={styles.box}>
              <DropdownMenu.ItemIndicator>
                <Check aria-hidden size={14} />
              </DropdownMenu.ItemIndicator>
            </span>
            <span>{texts.screenReader}</span>
          </DropdownMenu.CheckboxItem>
          <DropdownMenu.Label className={`${styles.note} ${styles.group}`}>
            {texts.leave}
          </DropdownMenu.Label>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The menu stays open, for the next press. */
function stay(action: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    action();
  };
}

interface ItemProps {
  icon: LucideIcon;
  keys?: string;
  isOff?: boolean;
  onSelect: (event: Event) => void;
  children: ReactNode;
}

function Item({ icon: Icon, keys, isOff = false, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className={styles.item} disabled={isOff} onSelect={onSelect}>
      <Icon aria-hidden size={14} />
      <span>{children}</span>
      {keys && (
        <kbd aria-hidden className={styles.keys}>
          {keys}
        </kbd>
      )}
    </DropdownMenu.Item>
  );
}
