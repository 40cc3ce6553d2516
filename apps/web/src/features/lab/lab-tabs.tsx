import {
  Children,
  isValidElement,
  type ReactElement,
  type ReactNode,
  useId,
  useState,
} from 'react';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './lab-tabs.module.css';

interface TabProps {
  label?: string;
  children?: ReactNode;
}

/** One of several ways to say the same: what it shows stands in `LabTabs`. */
export function LabTab({ children }: TabProps) {
  return children;
}

/** Parts of the text of which one is shown. Those that are not keep what was typed into them. */
export function LabTabs({ children }: { children?: ReactNode }) {
  const [active, setActive] = useState(0);
  const panelId = useId();
  const parts = Children.toArray(children).filter(
    (child): child is ReactElement<TabProps> => isValidElement(child) && child.type === LabTab,
  );
  const labels = parts.map(({ props }, index) => props.label || `${index + 1}`);
  return (
    <div className={styles.tabs}>
      <div className={styles.bar}>
        <Tabs
          label={labels.join(', ')}
          panelId={panelId}
          active={`${active}`}
          onSelect={(id) => setActive(Number(id))}
          tabs={labels.map((text, index) => ({ id: `${index}`, text }))}
        />
      </div>
      <div id={panelId} role="tabpanel" aria-label={labels[active]} className={styles.panel}>
        {parts.map((part, index) => (
          <div key={part.key} hidden={index !== active}>
            {part}
          </div>
        ))}
      </div>
    </div>
  );
}
