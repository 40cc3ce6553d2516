import type { Step } from '@drydock/lab-format/schema';
import { use, useMemo } from 'react';
import { BlockView } from './block.tsx';
import { Fold, StepBlocks } from './fold.tsx';
import { Heading } from './heading.tsx';
import { LabTab, LabTabs } from './lab-tabs.tsx';
import styles from './prose.module.css';
import { RichText } from './rich-text.tsx';
import type { OwnElements } from './tree-elements.ts';
import { AskVariable, SetVariable, WhenVariable } from './variables.tsx';

const OF_A_STEP: OwnElements = {
  'drydock-block': BlockPlace,
  details: Fold,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  'drydock-tabs': LabTabs,
  'drydock-tab': LabTab,
  'drydock-when': WhenVariable,
  'drydock-set': SetVariable,
  'drydock-ask': AskVariable,
};

/** The text of a step, with its blocks where they stand. */
export function StepBody({ step }: { step: Step }) {
  const blocks = useMemo(() => new Map(step.blocks.map((block) => [block.id, block])), [step]);
  return (
    <div className={styles.prose}>
      <StepBlocks value={blocks}>
        <RichText tree={step.body} own={OF_A_STEP} />
      </StepBlocks>
    </div>
  );
}

function BlockPlace({ id = '' }: { id?: string }) {
  const block = use(StepBlocks).get(id);
  return block ? <BlockView key={block.id} block={block} /> : null;
}
