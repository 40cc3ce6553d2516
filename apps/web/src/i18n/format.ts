import { type InterfaceLanguage, useInterface } from '../stores/interface-store.ts';

/** Quantities in the words of one language. */
export interface Format {
  /** `1,234.5` */
  number(value: number): string;
  /** 0 to 1 as `42%` */
  percent(share: number): string;
  /** Powers of ten, as docker counts: `12.3 MB` */
  bytes(bytes: number): string;
  /** `340 ms`, `9.8 s`, `2 min 5 s`, `1 hr 3 min` */
  duration(ms: number): string;
  /** `5 seconds ago`, `yesterday`. Times as ms or ISO text. */
  relative(time: number | string, now?: number): string;
  /** `Nov 21, 2026, 6:07 PM` */
  dateTime(time: number | string): string;
}

/** For a component: follows the language of the page. */
export function useFormat(): Format {
  return formatOf(useInterface((state) => state.language));
}

/** For an action. */
export function format(): Format {
  return formatOf(useInterface.getState().language);
}

const made = new Map<InterfaceLanguage, Format>();

function formatOf(language: InterfaceLanguage): Format {
  const known = made.get(language);
  if (known) return known;
  const fresh = createFormat(language);
  made.set(language, fresh);
  return fresh;
}

function createFormat(language: InterfaceLanguage): Format {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const since = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes(bytes) {
      const power = steps(bytes, BYTES.length - 1);
      // Of one byte and of many, the short word is the same: "182 byte".
      if (power === 0) return `${number.format(bytes)} B`;
      const value = bytes / 1000 ** power;
      return unit(value, BYTES[power] ?? 'byte', value < 100 ? 1 : 0);
    },
    duration(ms) {
      if (ms < 1_000) return unit(Math.round(ms), 'millisecond', 0);
      if (ms < 59_950) return unit(ms / 1_000, 'second', 1);
      const [large, small, each] =
        ms < 3_599_500
          ? (['minute', 'second', 1_000] as const)
          : (['hour', 'minute', 60_000] as const);
      const total = Math.round(ms / each);
      const rest = total % 60;
      const whole = unit((total - rest) / 60, large, 0);
      return rest === 0 ? whole : `${whole} ${unit(rest, small, 0)}`;
    },
    relative(time, now = Date.now()) {
      const seconds = (new Date(time).getTime() - now) / 1_000;
      const [name, length] = SPANS.find(([, from]) => Math.abs(seconds) >= from) ?? ['second', 1];
      return since.format(Math.trunc(seconds / length), name);
    },
    dateTime: (time) => dateTime.format(new Date(time)),
  };
}

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** How often the number can be divided by 1000 so that it does not round to 1000. */
function steps(bytes: number, most: number): number {
  let power = 0;
  while (power < most && bytes / 1000 ** power >= 999.5) power += 1;
  return power;
}

/** From how many seconds on a time is told in which unit. */
const SPANS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
