import { m } from '#lib/paraglide/messages.js';

/** What the server keeps where an erased person's name was; the last two are older. */
const erased = new Set(['已删除的人员', '已刪除的人員', 'Erased person']);

/** A person's name as it is shown: of somebody who was erased, that they were, in the reader's language. */
export const personName = <Name extends string | null | undefined>(name: Name): Name | string =>
  name && erased.has(name) ? m.words_erased_person() : name;
