export interface HeredocFile {
  readonly path: string;
  readonly text: string;
}

/** The files that a command writes by a heredoc: `cat > Dockerfile <<EOF`. */
export function heredocFiles(code: string): HeredocFile[] {
  const files: HeredocFile[] = [];
  let open: { path: string; end: string; lines: string[] } | undefined;
  for (const line of code.split('\n')) {
    if (open !== undefined) {
      if (line.trim() !== open.end) open.lines.push(line);
      else {
        files.push({ path: open.path, text: open.lines.join('\n') });
        open = undefined;
      }
      continue;
    }
    const end = /<<-?\s*\\?["']?(\w+)/.exec(line.slice(0, 500))?.[1];
    const path = /(?:>|\btee\s+(?:-a\s+)?)\s*["']?([^\s"'<>|&;]+)/.exec(line.slice(0, 500))?.[1];
    if (end !== undefined && path !== undefined) open = { path, end, lines: [] };
  }
  return files;
}
