/** What lies over the page: at most one of these. */
class Overlays {
  open = $state<'palette' | 'shortcuts'>();
}

export const overlays = new Overlays();
