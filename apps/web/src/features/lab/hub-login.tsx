import type { HubLogin } from '@drydock/protocol';
import { KeyRound } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { useSession } from '../../stores/session-store.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './hub-login.module.css';

/** The learner's account at the class hub, for `docker login`. */
export function HubLoginPopover() {
  const texts = useMessages().lab.hub;
  const hub = useSession((state) => state.hub);
  if (!hub) return null;
  return (
    <Popover label={texts.label} trigger={<IconButton icon={KeyRound} label={texts.label} />}>
      <p className={styles.head}>{texts.title}</p>
      <p className={styles.note}>
        <CodeText text={texts.note(hub.username)} />
      </p>
      <dl className={styles.fields}>
        <Field name={texts.user} value={hub.username} copy={texts.copyUser} />
        <Field name={texts.password} value={hub.password} copy={texts.copyPassword} />
        <Field name={texts.login} value={loginCommand(hub)} copy={texts.copyLogin} />
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
