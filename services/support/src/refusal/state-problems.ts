import type { Locale, ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

type Words = Readonly<Record<Locale, string>>;

/** Refusals of an action in a state, one a state, from the words for thing and states: `<noun>.notWhile.<state>`. */
export function stateProblems(noun: string, thing: Words, states: Readonly<Record<string, Words>>): ProblemCatalog {
  return Object.fromEntries(
    Object.entries(states).map(([state, words]) => [
      `${noun}.notWhile.${state}`,
      {
        'zh-CN': `${thing['zh-CN']}目前“${words['zh-CN']}”,不能执行此操作。您填写的内容已保留，请查看最新状态。`,
        'zh-TW': `${thing['zh-TW']}目前「${words['zh-TW']}」，不能執行此操作。您填寫的內容已保留，請查看最新狀態。`,
        en: `This can’t be done: the ${thing.en} is ${words.en}. What you typed is kept; look at its present state.`,
      },
    ]),
  );
}
