import type { Container, ContainerAct } from '@drydock/protocol';
import {
  LoaderCircle,
  type LucideIcon,
  Play,
  RotateCw,
  ScrollText,
  Square,
  SquareTerminal,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { actOnContainer, useContainers } from '../../stores/containers-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import type { ContainerTexts } from './container-item.tsx';
import styles from './containers.module.css';
import { runInOwnTerminal } from './own-terminal.ts';

interface ContainerActionsProps {
  container: Container;
  text: ContainerTexts;
}

/** What can be done with a container as it stands: a command in a terminal, or an act of the engine. */
export function ContainerActions({ container, text }: ContainerActionsProps) {
  const { id, name, status } = container;
  const pending = useContainers((state) => state.pending[id]);
  const canAct = useSession(
    ({ connection, sandbox }) => connection === 'open' && sandbox.status === 'ready',
  );
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState('');
  const isUp = status === 'running' || status === 'restarting' || status === 'paused';

  const act = (wanted: ContainerAct) => {
    setSaid(`${text.pending[wanted]}…`);
    actOnContainer(id, wanted).then(
      () => setSaid(text.done[wanted](name)),
      (error) => {
        setSaid('');
        notifyFailure(error);
      },
    );
  };
  const type = (command: string) => void runInOwnTerminal(command).catch(notifyFailure);
  // While something is done the buttons stay, and with them the focus.
  const button = (icon: LucideIcon, label: string, onClick: () => void) => (
    <IconButton
      icon={icon}
      label={label}
      disabled={!canAct}
      aria-disabled={pending !== undefined}
      onClick={() => pending ?? onClick()}
    />
  );
  const startOrStop = () => {
    if (status === 'paused') return button(Play, text.unpause(name), () => act('unpause'));
    if (isUp) return button(Square, text.stop(name), () => act('stop'));
    return button(Play, text.start(name), () => act('start'));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.actions} role="group" aria-label={text.actions(name)}>
      {pending && (
        <span className={styles.pending}>
          <LoaderCircle aria-hidden size={15} className={styles.spinner} />
          {`${text.pending[pending]}…`}
        </span>
      )}
      {button(ScrollText, text.logs(name), () => type(`docker logs -f ${name}`))}
      {status === 'running' &&
        button(SquareTerminal, text.shell(name), () => type(`docker exec -it ${name} sh`))}
      {startOrStop()}
      {status === 'running' && button(RotateCw, text.restart(name), () => act('restart'))}
      {button(Trash2, text.remove(name), () => (isUp ? setAsks(true) : act('remove')))}
      <span role="status" className="visually-hidden">
        {said}
      </span>
      <ConfirmDialog
        title={text.removeTitle(name)}
        description={text.removeText}
        action={text.removeConfirm}
        icon={Trash2}
        cancel={text.cancel}
        open={asks}
        onOpenChange={setAsks}
        onConfirm={() => act('remove')}
      />
    </div>
  );
}
