import type { Piece } from '@drydock/lab-format/fill';
import type { Root } from 'hast';
import { useMemo } from 'react';
import styles from './code.module.css';
import { fillTree } from './fill-tree.ts';
import { treeElements } from './tree-elements.ts';

interface CodeProps {
  code: string;
  highlighted?: Root | undefined;
  /** The same code with values for its placeholders. */
  pieces?: readonly Piece[];
}

/** Code as the server highlighted it, or plain. Long code scrolls inside; it can be reached by keyboard. */
export function Code({ code, highlighted, pieces }: CodeProps) {
  const coloured = useMemo(() => {
    const hasBlanks = pieces?.some(({ type }) => type === 'blank') ?? false;
    const tree =
      highlighted && hasBlanks && pieces ? fillTree(highlighted, code, pieces) : highlighted;
    return tree && treeElements(tree);
  }, [code, highlighted, pieces]);
  return (
    <div className={styles.code}>
      {coloured ?? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>{pieces ? <PiecesOfCode pieces={pieces} /> : <code>{code}</code>}</pre>
      )}
    </div>
  );
}

/** Plain code with what stands for its placeholders pointed out. */
export function PiecesOfCode({ pieces }: { pieces: readonly Piece[] }) {
  let offset = 0;
  return (
    <code className={styles.pieces}>
      {pieces.map((piece) => {
        const key = offset;
        offset += piece.type === 'text' ? piece.text.length : piece.placeholder.text.length;
        return piece.type === 'text' ? (
          piece.text
        ) : (
          <mark
            key={key}
            data-filled={piece.value === '' ? 'no' : 'yes'}
            title={piece.placeholder.label}
          >
            {piece.value || piece.placeholder.text}
          </mark>
        );
      })}
    </code>
  );
}
