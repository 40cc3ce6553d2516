import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { tour as en } from '../../i18n/en/tour.ts';
import { tour as ja } from '../../i18n/ja/tour.ts';
import { useLater } from '../../i18n/messages.ts';
import { endTour, moveTour, TOUR_STEPS, type TourStep, useTour } from '../../stores/tour-store.ts';
import { showPane, useWorkbench } from '../../stores/workbench-store.ts';
import { Button } from '../../ui/button.tsx';
import { type Box, placeCard } from './place-card.ts';
import styles from './tour.module.css';
import { useTarget } from './use-target.ts';

/** Says in four steps what the parts of the page are for. The page can be used all the while. */
export default function Tour() {
  const step = useTour((state) => state.step);
  return step && createPortal(<Card step={step} />, document.body);
}

function Card({ step }: { step: TourStep }) {
  const texts = useLater({ en, ja });
  const isWanted = useTour((state) => state.isWanted);
  const target = useTarget(step);
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const place = usePlace(card, target);
  const title = useId();
  const [front] = useState(() => useWorkbench.getState().front);
  const index = TOUR_STEPS.indexOf(step);
  const isLast = index === TOUR_STEPS.length - 1;
  const { title: head, text } = texts.steps[step];

  useEffect(() => {
    const before = document.activeElement;
    // Who has begun to type is not interrupted.
    if (isWanted || before === document.body) next.current?.focus({ preventScroll: true });
    return () => {
      showPane(front);
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [isWanted, front]);

  return (
    <>
      {target && <div aria-hidden className={styles.light} style={target} />}
      <section
        ref={card}
        role="dialog"
        aria-modal={false}
        aria-labelledby={title}
        className={styles.card}
        style={place}
        onKeyDown={({ key }) => {
          if (key === 'Escape') endTour();
          else if (key === 'ArrowRight') moveTour(1);
          else if (key === 'ArrowLeft') moveTour(-1);
        }}
      >
        <div aria-live="polite">
          <p className={styles.count}>{texts.count(index + 1, TOUR_STEPS.length)}</p>
          <h2 id={title} className={styles.title}>
            {head}
          </h2>
          <p className={styles.text}>{text}</p>
        </div>
        <div className={styles.dots} aria-hidden>
          {TOUR_STEPS.map((each) => (
            <span key={each} data-now={each === step} />
          ))}
        </div>
        <div className={styles.actions}>
          <Button look="quiet" size="sm" className={styles.skip} onClick={endTour}>
            {texts.skip}
          </Button>
          {index > 0 && (
            <Button size="sm" onClick={() => moveTour(-1)}>
              {texts.back}
            </Button>
          )}
          <Button ref={next} look="primary" size="sm" onClick={() => moveTour(1)}>
            {isLast ? texts.finish : texts.next}
          </Button>
        </div>
      </section>
    </>
  );
}

/** Beside the target; undefined while there is nothing to stand beside, and on a narrow page: its styles place it then. */
function usePlace(card: React.RefObject<HTMLElement | null>, target: Box | null) {
  const [place, setPlace] = useState<{ left: number; top: number }>();
  useLayoutEffect(() => {
    const element = card.current;
    if (!element || !target || window.matchMedia(NARROW).matches) {
      setPlace(undefined);
      return;
    }
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const page = { width: window.innerWidth, height: window.innerHeight };
    setPlace(placeCard(target, size, page));
  }, [card, target]);
  return place;
}

const NARROW = '(max-width: 899px)';
