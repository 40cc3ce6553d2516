/**
 * Pairs the items of two sequences that fit, in their order, as many as can be; the longest common subsequence.
 * Returns for each of `left` the index of its partner in `right`, or -1.
 */
export function align<L, R>(
  left: readonly L[],
  right: readonly R[],
  fits: (left: L, right: R) => boolean,
): number[] {
  const width = right.length + 1;
  const best = new Uint32Array((left.length + 1) * width);
  const at = (l: number, r: number) => best[l * width + r] ?? 0;
  const matches = left.map((one) => right.map((other) => fits(one, other)));
  for (let l = left.length - 1; l >= 0; l -= 1) {
    for (let r = right.length - 1; r >= 0; r -= 1) {
      const without = Math.max(at(l + 1, r), at(l, r + 1));
      best[l * width + r] = matches[l]?.[r] ? Math.max(without, at(l + 1, r + 1) + 1) : without;
    }
  }
  const partners: number[] = [];
  for (let l = 0, r = 0; l < left.length; l += 1) {
    while (r < right.length && at(l, r + 1) === at(l, r)) r += 1;
    const paired = r < right.length && at(l + 1, r) < at(l, r);
    partners.push(paired ? r : -1);
    if (paired) r += 1;
  }
  return partners;
}
