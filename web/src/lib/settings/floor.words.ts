import { language } from '#lib/locale/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

const fieldWords: Record<string, () => string> = {
  contactHours: m.settings_floor_field_contact,
  onSiteHours: m.settings_floor_field_on_site,
  clockMode: m.settings_floor_field_clock,
  periods: m.settings_floor_field_periods,
  openMinutes: m.settings_floor_field_periods,
};

/** Fields in words, for one sentence. */
export const fieldsInWords = (fields: readonly string[]): string =>
  new Intl.ListFormat(language.current, { type: 'conjunction' }).format(
    fields.map((field) => fieldWords[field]?.() ?? field),
  );
