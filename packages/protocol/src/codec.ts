/**
 * Terminal output is the only binary message: one byte of kind, one byte with the terminal's number
 * (T1 is 1), eight bytes with the position of the first payload byte (unsigned, big-endian), the bytes.
 * Everything else is one JSON text a message.
 */
export interface OutputFrame {
  /** T1, T2, ... */
  readonly terminal: string;
  /** Byte offset of the first payload byte in the terminal's output. */
  readonly position: number;
  readonly bytes: Uint8Array;
}

const OUTPUT_KIND = 1;
const HEADER_BYTES = 10;

/** In new memory, or at the beginning of `memory` where that is long enough. */
export function encodeOutput(
  { terminal, position, bytes }: OutputFrame,
  memory?: ArrayBuffer,
): Uint8Array<ArrayBuffer> {
  const length = HEADER_BYTES + bytes.length;
  const isEnough = memory !== undefined && memory.byteLength >= length;
  const frame = new Uint8Array(isEnough ? memory : new ArrayBuffer(length), 0, length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, OUTPUT_KIND);
  view.setUint8(1, Number(terminal.slice(1)));
  view.setBigUint64(2, BigInt(position));
  frame.set(bytes, HEADER_BYTES);
  return frame;
}

/** Throws RangeError on a frame of another kind or shorter than its header. The bytes share the frame's memory. */
export function decodeOutput(frame: ArrayBuffer | Uint8Array): OutputFrame {
  const data = frame instanceof Uint8Array ? frame : new Uint8Array(frame);
  if (data.length < HEADER_BYTES) throw new RangeError('the frame is shorter than its header');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (view.getUint8(0) !== OUTPUT_KIND)
    throw new RangeError(`unknown frame kind ${view.getUint8(0)}`);
  const number = view.getUint8(1);
  if (number < 1 || number > 99) throw new RangeError(`no terminal has the number ${number}`);
  const position = view.getBigUint64(2);
  if (position > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError('the position is out of range');
  return {
    terminal: `T${number}`,
    position: Number(position),
    bytes: data.subarray(HEADER_BYTES),
  };
}
