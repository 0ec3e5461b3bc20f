/** A statement as a span tells it. */
export interface ToldStatement {
  /** What it does and where: `select support.ticket`. */
  readonly summary: string;
  /** Its text without any value: parameters are placeholders already, texts within it become one. */
  readonly text: string;
}

const MOST_KNOWN = 2000;
const LONGEST = 2000;
/** What each transaction begins with: who it is for, and when. */
const OUR_OWN = /^select (?:set_config|now\(\))/;
const known = new Map<string, ToldStatement>();

/** How a statement is told; worked out once a text. */
export function toldStatement(sql: string): ToldStatement {
  const found = known.get(sql);
  if (found) return found;
  const text = sql
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\s+/g, ' ')
    .trim();
  const main = mainPart(text);
  const verb = /^\w+/.exec(main)?.[0].toLowerCase();
  const target = /\b(?:from|into|update|join)\s[\s(]*(?:select .*?\bfrom\s[\s(]*)?("?\w+"?\."?\w+"?)/i.exec(
    rowsOf(main),
  )?.[1];
  const told = {
    summary: [verb ?? 'statement', target?.replaceAll('"', '')].filter(Boolean).join(' '),
    text: text.slice(0, LONGEST),
  };
  if (known.size < MOST_KNOWN) known.set(sql, told);
  return told;
}

/** What follows the `with` parts: they may change rows, and then that is what it does. */
function mainPart(text: string): string {
  if (!/^with\b/i.test(text)) return text;
  return /\b(?:insert into|update|delete from)\b.*/i.exec(text)?.[0] ?? `select ${text}`;
}

/** From where a statement's own rows are named: a select names others within its columns before that. */
function rowsOf(main: string): string {
  if (!/^select\b/i.test(main)) return main;
  let depth = 0;
  for (const { 0: token, index } of main.matchAll(/[()]|\bfrom\b/gi)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (depth === 0) return main.slice(index);
  }
  return main;
}

/** How a statement of the ORM ended. */
interface Logged {
  readonly query?: string;
  readonly took?: number;
  readonly results?: number;
  readonly affected?: number;
  readonly level?: string;
}

/** Facts of a span about a statement (semantic conventions of database clients). */
export function statementFacts(sql: string, login: string): Record<string, string> {
  const { summary, text } = toldStatement(sql);
  return {
    'db.system.name': 'postgresql',
    'db.query.summary': summary,
    'db.query.text': text,
    'landfall.login': login,
  };
}

/** MikroORM's own logger as statements for a tracer: it says what ran, how long, and how many rows, without values. */
export function statementLogger(
  login: string,
  tell: (summary: string, facts: Record<string, string | number | undefined>, ago: number, hasFailed: boolean) => void,
) {
  const nothing = (): void => {};
  return {
    log: nothing,
    error: nothing,
    warn: nothing,
    setDebugMode: nothing,
    isEnabled: () => false,
    logQuery({ query = '', took, results, affected, level }: Logged): void {
      if (took === undefined || OUR_OWN.test(query)) return;
      const facts = {
        ...statementFacts(query, login),
        'db.response.returned_rows': results,
        'landfall.rows': affected,
      };
      tell(toldStatement(query).summary, facts, took, level === 'error');
    },
  };
}
