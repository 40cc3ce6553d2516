/** Something that is wrong in a text, from one offset to another. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
}
