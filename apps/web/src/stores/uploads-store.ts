import type { Problem } from '@drydock/protocol';
import { create } from 'zustand';

/** One upload of files and folders, from the drop to the last file. */
export interface Upload {
  readonly files: number;
  readonly done: number;
  /** Bytes. */
  readonly size: number;
  readonly sent: number;
  readonly failed: readonly { readonly path: string; readonly problem: Problem }[];
  readonly stop: () => void;
}

/** What is there already, and what becomes of it. */
export interface UploadQuestion {
  readonly paths: readonly string[];
  readonly answer: (answer: 'replace' | 'skip' | 'stop') => void;
}

interface UploadsState {
  readonly upload: Upload | null;
  readonly question: UploadQuestion | null;
  /** There were more files than that: none is uploaded. */
  readonly tooMany: number | null;
}

const initial: UploadsState = { upload: null, question: null, tooMany: null };

export const useUploads = create<UploadsState>(() => initial);

export function resetUploads(): void {
  const { upload, question } = useUploads.getState();
  question?.answer('stop');
  upload?.stop();
  useUploads.setState(initial);
}

export function setUpload(upload: Upload | null): void {
  useUploads.setState({ upload, tooMany: null });
}

export function changeUpload(change: (upload: Upload) => Partial<Upload>): void {
  useUploads.setState(({ upload }) => ({ upload: upload && { ...upload, ...change(upload) } }));
}

export function setUploadQuestion(question: UploadQuestion | null): void {
  useUploads.setState({ question });
}

export function setTooMany(tooMany: number | null): void {
  useUploads.setState({ tooMany });
}
