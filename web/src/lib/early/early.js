// A page is seen before its code has run. What somebody does meanwhile is kept here and done once the page is alive:
// clicks on buttons, forms the page's code sends, and what was typed or chosen. Links and forms with a method need no code.
(() => {
  const kept = new Map();
  const keep = (event, element, redo) => {
    event.stopImmediatePropagation();
    // Somebody who clicks twice at what doesn't move wants it once.
    kept.delete(element);
    kept.set(element, redo);
  };
  const isSentByItself = (element) => element.form?.hasAttribute('method') && element.type === 'submit';
  const click = (event) => {
    const button = event.target.closest('button');
    if (!event.isTrusted || !button || button.disabled || isSentByItself(button)) return;
    event.preventDefault();
    button.setAttribute('aria-busy', 'true');
    keep(event, button, () => {
      button.removeAttribute('aria-busy');
      button.click();
    });
  };
  const submit = (event) => {
    const form = event.target;
    if (form.hasAttribute('method')) return;
    event.preventDefault();
    keep(event, form, () => form.requestSubmit());
  };
  const written = new WeakMap();
  const write = (event) => {
    const field = event.target;
    if (!event.isTrusted || !('value' in field)) return;
    const { value, checked } = field;
    const isMark = field.type === 'checkbox' || field.type === 'radio';
    const seen = written.get(field) ?? { wasChecked: !checked, events: new Map() };
    written.set(field, seen);
    seen.events.set(event.type, event);
    keep(event, field, () => {
      // Marked and unmarked again: nothing was done.
      if (isMark && checked === seen.wasChecked) return;
      // The page's code may have set it to what the server knew.
      if (isMark) field.checked = checked;
      else if (field.type !== 'file' && field.value !== value) field.value = value;
      for (const one of seen.events.values()) field.dispatchEvent(new one.constructor(one.type, one));
    });
  };
  const listeners = { click, submit, input: write, change: write };
  for (const name in listeners) window.addEventListener(name, listeners[name], true);

  const alive = () => {
    for (const name in listeners) window.removeEventListener(name, listeners[name], true);
    for (const [element, redo] of kept) if (element.isConnected) redo();
    kept.clear();
  };
  window.addEventListener('landfall:alive', () => queueMicrotask(alive), { once: true });
})();
