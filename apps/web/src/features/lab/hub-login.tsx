import type { HubLogin } from '@drydock/protocol';
import { KeyRound } from 'lucide-react';
import { useSession } from '../../stores/session-store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './hub-login.module.css';

/** The learner's account at the class hub, for `docker login`. */
export function HubLoginPopover() {
  const hub = useSession((state) => state.hub);
  if (!hub) return null;
  return (
    <Popover label="Hub login" trigger={<IconButton icon={KeyRound} label="Hub login" />}>
      <p className={styles.head}>Your account at the hub</p>
      <p className={styles.note}>
        The hub answers as Docker Hub in your sandbox. Push images as{' '}
        <code>{hub.username}/name</code>.
      </p>
      <dl className={styles.fields}>
        <Field name="User name" value={hub.username} copy="Copy user name" />
        <Field name="Password" value={hub.password} copy="Copy password" />
        <Field name="Log in with" value={loginCommand(hub)} copy="Copy login command" />
      </dl>
    </Popover>
  );
}

function Field({ name, value, copy }: { name: string; value: string; copy: string }) {
  return (
    <div className={styles.field}>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <CopyButton shape="icon" text={value} label={copy} />
      </dd>
    </div>
  );
}

/** Docker Hub is what `docker login` means when no registry is named. */
function loginCommand({ registry, username }: HubLogin): string {
  const server = registry === '' || /(^|\.)docker\.io$/.test(registry) ? '' : ` ${registry}`;
  return `docker login${server} -u ${username}`;
}
