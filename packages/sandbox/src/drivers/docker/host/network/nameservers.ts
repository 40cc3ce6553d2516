import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';

/** The second is systemd-resolved's, for boxes where the first names only resolved itself, on a loopback address. */
const FILES = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

/** The IPv4 nameservers that this box is set to ask and that a sandbox could reach too; none where there is no such. */
export async function boxNameservers(files: readonly string[] = FILES): Promise<string[]> {
  for (const file of files) {
    const found = nameserversIn(await readFile(file, 'utf8').catch(whenMissing));
    if (found.length > 0) return found;
  }
  return [];
}

function nameserversIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const addresses = lines
    .filter(([word]) => word === 'nameserver')
    .map(([, address = '']) => address);
  return [...new Set(addresses)].filter((address) => isIPv4(address) && !isOfOneBox(address));
}

function isOfOneBox(address: string): boolean {
  return address.startsWith('127.') || address.startsWith('0.');
}

function whenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
