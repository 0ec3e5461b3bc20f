import type { Scope } from '../tenancy/logins.ts';
import { Reader, type Row, type Statement } from '../tenancy/reader.ts';
import { statementFacts, toldStatement } from './statement.ts';
import { tracing } from './tracing.ts';

/** A reader whose statements are spans of what they are read for; made where tracing is on. */
export class TracedReader extends Reader {
  override query<T extends object = Row>(scope: Scope, statement: Statement): Promise<T[]> {
    const { tracer } = tracing;
    if (!tracer?.now?.isSampled) return super.query<T>(scope, statement);
    const { summary } = toldStatement(statement.text);
    return tracer.during(
      summary,
      { kind: 'client', facts: statementFacts(statement.text, this.login) },
      async (span) => {
        const rows = await super.query<T>(scope, statement);
        span.note({ 'db.response.returned_rows': rows.length });
        return rows;
      },
    );
  }
}
