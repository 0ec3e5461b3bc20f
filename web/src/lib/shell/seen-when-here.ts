import type { Attachment } from 'svelte/attachments';

/** A row of places that a phone shows a part of: the one that is open is in that part. */
export const seenWhenHere =
  (isHere: boolean): Attachment<HTMLElement> =>
  (link) => {
    if (isHere) link.scrollIntoView({ block: 'nearest', inline: 'center' });
  };
