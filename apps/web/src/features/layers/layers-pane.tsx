import { useId } from 'react';
import {
  type LayersSection,
  setLayersPane,
  useLayersPane,
} from '../../stores/layers-pane-store.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { BuildsSection } from './builds-section.tsx';
import { ImagesSection } from './images-section.tsx';
import styles from './layers-pane.module.css';
import { PushesSection } from './pushes-section.tsx';
import { useTexts } from './texts.ts';
import { Totals } from './totals.tsx';

const SECTIONS: readonly LayersSection[] = ['images', 'builds', 'pushes'];

/** What the learner's engine has made of layers: images as stacks of them, builds, pushes. */
export default function LayersPane() {
  const section = useLayersPane((state) => state.section);
  const text = useTexts().sections;
  const panelId = useId();
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Tabs
          label={text.label}
          panelId={panelId}
          active={section}
          onSelect={(id) => setLayersPane({ section: id as LayersSection })}
          tabs={SECTIONS.map((id) => ({ id, text: text[id] }))}
        />
        {section === 'images' && <Totals />}
      </div>
      <div id={panelId} role="tabpanel" aria-label={text[section]} className={styles.section}>
        {section === 'images' && <ImagesSection />}
        {section === 'builds' && <BuildsSection />}
        {section === 'pushes' && <PushesSection />}
      </div>
    </div>
  );
}
