import {
  BookOpen,
  Boxes,
  File,
  ListOrdered,
  type LucideIcon,
  PanelsTopLeft,
  Settings2,
  SquareTerminal,
} from 'lucide-react';
import type { GroupId } from './page-command.ts';

export const ICONS: Readonly<Record<GroupId, LucideIcon>> = {
  step: BookOpen,
  steps: ListOrdered,
  terminals: SquareTerminal,
  views: PanelsTopLeft,
  sandbox: Boxes,
  page: Settings2,
  files: File,
};
