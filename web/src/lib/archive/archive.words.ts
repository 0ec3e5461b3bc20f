import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import type { ArchiveState } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StateWords } from '#lib/state/state.words.ts';

/** How far an archive is, as badges show it. */
export const archiveStates: Record<ArchiveState, StateWords> = {
  WAITING: { label: m.archive_waiting, icon: CircleDashed, tone: 'new' },
  RUNNING: { label: m.archive_running, icon: CircleDot, tone: 'moving' },
  READY: { label: m.archive_ready, icon: CircleCheck, tone: 'done' },
  FAILED: { label: m.archive_failed, icon: CircleAlert, tone: 'bad' },
  EXPIRED: { label: m.archive_expired, icon: CircleSlash, tone: 'off' },
};

/** A file's length as people say it. */
export const sizeWords = (bytes: number): string => {
  const size = bytes / 1_000_000;
  return m.archive_size({ size: size < 10 ? size.toFixed(1) : Math.round(size).toString() });
};
