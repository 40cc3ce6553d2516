import type { PublicLab } from '@drydock/lab-format/schema';
import { Link } from 'wouter';
import { Logo } from '../../ui/logo.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { HubLoginPopover } from './hub-login.tsx';
import { LabLanguage } from './lab-language.tsx';
import { Outline } from './outline.tsx';
import { PaneToggles } from './pane-toggles.tsx';
import { PortChips } from './port-chips.tsx';
import { SandboxStatusPill } from './sandbox-status.tsx';
import styles from './top-bar.module.css';

interface TopBarProps {
  lab: PublicLab;
  step: number;
  onGo: (step: number) => void;
}

export function TopBar({ lab, step, onGo }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <Link href="/" aria-label="All labs" className={styles.home}>
        <Logo />
      </Link>
      <span className={styles.title} title={lab.title}>
        {lab.title}
      </span>
      <Outline lab={lab} step={step} onGo={onGo} />
      <span className={styles.room} />
      <PortChips />
      <SandboxStatusPill />
      <HubLoginPopover />
      <LabLanguage lab={lab} />
      <PaneToggles />
      <ThemeToggle />
    </header>
  );
}
