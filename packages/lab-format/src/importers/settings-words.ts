import type { DraftSettings } from './draft.ts';

/** A level, in the words of other platforms. */
export function levelOf(word: string | undefined): DraftSettings['level'] {
  const level = word?.toLowerCase() ?? '';
  if (
    /beginner|basic|easy|novice|introduct|starter|debutant|débutant|anfänger|principiante|iniciante|初級|入門|初级|입문|초급|началь/.test(
      level,
    )
  )
    return 'beginner';
  if (
    /intermediate|medium|moderate|intermédiaire|fortgeschritten|intermedio|intermediário|中級|中级|중급|средн/.test(
      level,
    )
  )
    return 'intermediate';
  if (
    /advanced|hard|expert|difficult|avancé|experte|avanzado|avançado|上級|高级|고급|продвинут/.test(
      level,
    )
  )
    return 'advanced';
  return undefined;
}

/** `10`, `5 minutes`, `10-15 min`, `1 hour`, `1h30`, in minutes; of a range the end. */
export function minutesOf(text: string | undefined): number | undefined {
  const given = text?.toLowerCase() ?? '';
  const hours =
    /(\d+(?:[.,]\d+)?)\s*(?:h(?![a-z])|hr|hour|stunde|heure|hora|ora|時間|小时|시간|час)/.exec(
      given,
    );
  const rest = hours === null ? given : given.slice(hours.index + hours[0].length);
  const minutes = [...rest.matchAll(/\d+(?:[.,]\d+)?/g)].map(([number]) =>
    Number(number.replace(',', '.')),
  );
  const total =
    Number(hours?.[1]?.replace(',', '.') ?? 0) * 60 +
    (minutes.length > 0 ? Math.max(...minutes) : 0);
  return total > 0 && total <= 24 * 60 ? total : undefined;
}
