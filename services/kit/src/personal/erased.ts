/**
 * What stands where an erased person's name was: one text for everybody, whoever erased it; pages say it in their reader's
 * language (`web/src/lib/personal/person-name.ts`).
 */
export const ERASED_NAME = '已删除的人员';

/** What it was called before it was one text. */
const KNOWN: ReadonlySet<string> = new Set([ERASED_NAME, '已刪除的人員', 'Erased person']);

/** Whether a name is what stands for somebody who was erased: nobody is found by it. */
export function isErasedName(name: string): boolean {
  return KNOWN.has(name);
}
