import { Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { HomeRoute, preloadHomePage } from './features/home/home-route.tsx';
import { NotFoundPage } from './features/home/not-found-page.tsx';
import { isLabPage, LabRoute, prepareLabPage } from './features/lab/lab-route.tsx';
import { usePrompts } from './stores/prompts-store.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { preloadToaster } from './ui/toast.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

/** The list of labs is painted by then. */
const PRELOAD_AFTER_MS = 200;

/** Whoever wants to open a lab has mostly done it by then. */
const REST_AFTER_MS = 3_000;

export function App() {
  useEffect(() => {
    // Whoever reads the list of labs will open one: its page is there before the click. A lab's prepares itself.
    const timer = isLabPage()
      ? undefined
      : setTimeout(() => void prepareLabPage(), PRELOAD_AFTER_MS);
    let stop = () => {};
    const later = setTimeout(() => {
      stop = whenIdle(() => {
        void preloadToaster();
        void preloadHomePage();
      });
    }, REST_AFTER_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(later);
      stop();
    };
  }, []);

  return (
    <TooltipProvider delayDuration={400}>
      <ErrorBoundary>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/" component={HomeRoute} />
            <Route path="/labs/:slug">{({ slug }) => <LabRoute key={slug} slug={slug} />}</Route>
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </TooltipProvider>
  );
}

/** On the page of a lab not before the first prompt, which nothing may hold up. Returns what lets go of it. */
function whenIdle(load: () => void): () => void {
  if (!isLabPage() || usePrompts.getState().seen > 0) {
    load();
    return () => {};
  }
  const stop = usePrompts.subscribe(() => {
    stop();
    load();
  });
  return stop;
}
