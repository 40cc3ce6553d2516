import type { Block, Placeholder } from '@drydock/lab-format/schema';
import type { Element, ElementContent } from 'hast';
import { WandSparkles } from 'lucide-react';
import { type ComponentProps, createContext, use, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { applyBlocks, canApply } from './apply-blocks.ts';
import styles from './fold.module.css';
import { useSandboxReady } from './use-sandbox-ready.ts';

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
      {kind === 'solution' && node && !hasChoice(node) && canApply(inside) && (
        <Apply blocks={inside} />
      )}
    </details>
  );
}

function Apply({ blocks }: { blocks: readonly Block[] }) {
  const texts = useMessages().blocks;
  const isReady = useSandboxReady();
  const [state, setState] = useState<'idle' | 'applying' | 'applied'>('idle');
  const [missing, setMissing] = useState<readonly Placeholder[]>([]);
  const apply = async () => {
    setState('applying');
    try {
      const asked = await applyBlocks(blocks);
      setMissing(asked);
      setState(asked.length > 0 ? 'idle' : 'applied');
    } catch (error) {
      setState('idle');
      notifyFailure(error);
    }
  };
  const labels = [...new Set(missing.map(({ label }) => label))];
  return (
    <div className={styles.apply}>
      <Button
        data-solution
        size="sm"
        icon={WandSparkles}
        disabled={!isReady || state === 'applying'}
        onClick={() => void apply()}
      >
        {texts.solution.apply}
      </Button>
      <span role="status">
        {labels.length > 0 && texts.run.fillInFirst(labels)}
        {state === 'applied' && texts.solution.applied}
      </span>
    </div>
  );
}

/** Only one of several tabs is meant, and only what is shown. */
function hasChoice(node: ElementContent): boolean {
  if (node.type !== 'element') return false;
  if (node.tagName === 'drydock-tabs' || node.tagName === 'drydock-when') return true;
  return node.children.some(hasChoice);
}

function blockIds(node: ElementContent): string[] {
  if (node.type !== 'element') return [];
  if (node.tagName === 'drydock-block') return [String(node.properties.id)];
  return node.children.flatMap(blockIds);
}
