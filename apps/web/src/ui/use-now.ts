import { useEffect, useState } from 'react';

/** The time in milliseconds, again every so many: for what tells how long ago something was. */
export function useNow(each: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), each);
    return () => clearInterval(timer);
  }, [each]);
  return now;
}
