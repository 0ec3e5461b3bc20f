/** Puts a popover under its trigger, or over it where there is no room below; inside the window by 8 px. */
export const place = (panel: HTMLElement, trigger: HTMLElement, align: 'start' | 'end' = 'start') => {
  const edge = 8;
  const from = trigger.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = align === 'start' ? from.left : from.right - width;
  panel.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`;
  const below = from.bottom + 4;
  const fits = below + height + edge <= window.innerHeight || from.top < window.innerHeight / 2;
  panel.style.top = `${fits ? below : Math.max(edge, from.top - height - 4)}px`;
  panel.style.maxHeight = `${fits ? window.innerHeight - below - edge : from.top - edge}px`;
};
