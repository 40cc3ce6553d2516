import type { Block } from '@drydock/lab-format/schema';
import type { Element, ElementContent } from 'hast';
import { WandSparkles } from 'lucide-react';
import { type ComponentProps, createContext, use, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { applyBlocks, canApply } from './apply-blocks.ts';
import styles from './fold.module.css';
import { useSandboxReady } from './use-sandbox-ready.ts';

const TEXT = {
  apply: 'Apply solution',
  applied: 'The solution is on its way: watch the terminal.',
};

/** The blocks of the step, by their id. */
export const StepBlocks = createContext<ReadonlyMap<string, Block>>(new Map());

/** A hint, or a solution with a button that does what stands in it; any other fold is as it is. */
export function Fold({
  node,
  className,
  children,
  ...rest
}: ComponentProps<'details'> & { node?: Element }) {
  const kind = className?.split(' ').find((name) => name === 'hint' || name === 'solution');
  const blocks = use(StepBlocks);
  const inside = node ? blockIds(node).flatMap((id) => blocks.get(id) ?? []) : [];
  return (
    <details {...rest} className={kind ? `${styles.fold} ${styles[kind]}` : className}>
      {children}
      {kind === 'solution' && canApply(inside) && <Apply blocks={inside} />}
    </details>
  );
}

function Apply({ blocks }: { blocks: readonly Block[] }) {
  const isReady = useSandboxReady();
  const [state, setState] = useState<'idle' | 'applying' | 'applied'>('idle');
  const apply = async () => {
    setState('applying');
    try {
      await applyBlocks(blocks);
      setState('applied');
    } catch (error) {
      setState('idle');
      notifyFailure(error);
    }
  };
  return (
    <div className={styles.apply}>
      <Button
        size="sm"
        icon={WandSparkles}
        disabled={!isReady || state === 'applying'}
        onClick={() => void apply()}
      >
        {TEXT.apply}
      </Button>
      <span role="status">{state === 'applied' && TEXT.applied}</span>
    </div>
  );
}

function blockIds(node: ElementContent): string[] {
  if (node.type !== 'element') return [];
  if (node.tagName === 'drydock-block') return [String(node.properties.id)];
  return node.children.flatMap(blockIds);
}
