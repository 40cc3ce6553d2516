import type { PublicLab } from '@drydock/lab-format/schema';
import { Command } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../../i18n/messages.ts';
import { showOver } from '../../stores/palette-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { HubLoginPopover } from './hub-login.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { Outline } from './outline.tsx';
import { PaneToggles } from './pane-toggles.tsx';
import { PortChips } from './port-chips.tsx';
import { SandboxStatusPill } from './sandbox-status.tsx';
import { TimePlace } from './time-place.tsx';
import styles from './top-bar.module.css';

interface TopBarProps {
  lab: PublicLab;
  step: number;
  onGo: (step: number) => void;
}

export function TopBar({ lab, step, onGo }: TopBarProps) {
  const { everywhere, lab: texts } = useMessages();
  return (
    <header className={styles.bar}>
      <Link href="/" aria-label={everywhere.allLabs} className={styles.home}>
        <Logo />
      </Link>
      <span className={styles.title} title={lab.title}>
        {lab.title}
      </span>
      <Outline lab={lab} step={step} onGo={onGo} />
      <span className={styles.room} />
      <PortChips />
      <TimePlace as="pill" />
      <SandboxStatusPill />
      <HubLoginPopover />
      <LanguageMenu lab={lab} />
      <IconButton
        icon={Command}
        label={texts.palette}
        className={styles.palette}
        onClick={() => showOver('palette')}
      />
      <PaneToggles />
      <ThemeToggle />
    </header>
  );
}
