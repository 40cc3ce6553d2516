import type { PublishedPort } from '@drydock/protocol';
import { create } from 'zustand';

export const usePorts = create<{ ports: readonly PublishedPort[] }>(() => ({ ports: [] }));

export function setPorts(ports: readonly PublishedPort[]): void {
  usePorts.setState({ ports: [...ports].sort((a, b) => a.port - b.port) });
}
