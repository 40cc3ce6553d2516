/** The browser shows how far it is, and keeps it where the learner has their downloads. */
export function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
