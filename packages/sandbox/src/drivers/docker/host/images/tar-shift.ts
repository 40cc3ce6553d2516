import { Transform, type TransformCallback } from 'node:stream';

/** What the shift does to one entry: `keep` leaves its owner, `shift` moves it into the sandbox's user namespace. */
export interface ShiftOptions {
  /** Outside id of the sandbox's root. */
  readonly root: number;
  /** First outside id of the range that the sandbox's other ids map to. */
  readonly first: number;
  /** Paths (no leading slash) whose owner stays, for programs that must belong to the real root. */
  readonly keep: ReadonlySet<string>;
  /** Undoes the shift. */
  readonly back?: boolean;
}

/** root -> 1000, n -> 100000 + n - 1: what /etc/subuid of the sandbox image says. */
export const SANDBOX_SHIFT: ShiftOptions = {
  root: 1000,
  first: 100_000,
  keep: new Set(['machine/usr/bin/newuidmap', 'machine/usr/bin/newgidmap']),
};

/** What was shifted as it was before: for an image whose root is the real one. */
export const ROOT_SHIFT: ShiftOptions = { ...SANDBOX_SHIFT, keep: new Set(), back: true };

/**
 * A stream that takes a tar and gives the same tar with other owners.
 * It works on the raw blocks: tar libraries decode extended headers as text, which destroys the binary
 * `security.capability` attribute that newuidmap needs.
 */
export function shiftOwners(options: ShiftOptions): Transform {
  return new OwnerShift(options);
}

/** Where an inside id is outside; with `back` the other way round. */
export function shiftId(
  id: number,
  { root, first, back = false }: Pick<ShiftOptions, 'root' | 'first' | 'back'>,
): number {
  if (!back) return id === 0 ? root : first + id - 1;
  if (id === root) return 0;
  return id >= first ? id - first + 1 : id;
}

const BLOCK = 512;
const NAME = { start: 0, end: 100 };
const UID = { start: 108, end: 116 };
const GID = { start: 116, end: 124 };
const SIZE = { start: 124, end: 136 };
const CHECKSUM = { start: 148, end: 156 };
const TYPE = 156;
const PREFIX = { start: 345, end: 500 };
/** Extended and long-name headers: they describe the next entry and have no owner of their own. */
const DESCRIBING = new Set(['x', 'g', 'L', 'K']);

interface Field {
  readonly start: number;
  readonly end: number;
}

class OwnerShift extends Transform {
  readonly #options: ShiftOptions;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes of the current entry's content, padded to whole blocks, that are still to pass. */
  #content = 0;

  constructor(options: ShiftOptions) {
    super();
    this.#options = options;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (rest.length > 0) {
      if (this.#content > 0) {
        const part = rest.subarray(0, this.#content);
        this.#content -= part.length;
        rest = rest.subarray(part.length);
        this.push(part);
      } else if (rest.length >= BLOCK) {
        const header = Buffer.from(rest.subarray(0, BLOCK));
        rest = rest.subarray(BLOCK);
        if (header[0] !== 0) this.#content = rewrite(header, this.#options);
        this.push(header);
      } else break;
    }
    this.#pending = rest;
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#pending.length > 0 || this.#content > 0)
      done(new Error('The tar ends in the middle of an entry.'));
    else done();
  }
}

/** Gives the header its new owner; returns the padded length of the content that follows it. */
function rewrite(header: Buffer, options: ShiftOptions): number {
  const size = readNumber(header, SIZE);
  const type = String.fromCharCode(header[TYPE] ?? 0);
  if (!DESCRIBING.has(type) && !options.keep.has(pathOf(header))) {
    for (const field of [UID, GID])
      writeOctal(header, field, shiftId(readNumber(header, field), options));
    header.fill(' ', CHECKSUM.start, CHECKSUM.end);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM.start, 'latin1');
  }
  return Math.ceil(size / BLOCK) * BLOCK;
}

function pathOf(header: Buffer): string {
  const name = readText(header, NAME);
  const prefix = readText(header, PREFIX);
  return (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.?\//, '');
}

function readText(header: Buffer, { start, end }: Field): string {
  const zero = header.indexOf(0, start);
  return header.toString('utf8', start, zero === -1 || zero > end ? end : zero);
}

function readNumber(header: Buffer, field: Field): number {
  const first = header[field.start] ?? 0;
  // GNU's form for numbers that do not fit in octal: the top bit set, then big-endian.
  if ((first & 0x80) !== 0) return header.readUIntBE(field.end - 6, 6);
  return Number.parseInt(readText(header, field).trim() || '0', 8);
}

function writeOctal(header: Buffer, { start, end }: Field, value: number): void {
  header.write(`${value.toString(8).padStart(end - start - 1, '0')}\0`, start, 'latin1');
}
