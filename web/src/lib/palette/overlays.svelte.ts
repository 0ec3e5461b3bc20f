/** What lies over the page: at most one of these. */
class Overlays {
  open = $state<'palette' | 'shortcuts'>();
  /** What was typed before the palette had loaded. */
  early = '';
}

export const overlays = new Overlays();
