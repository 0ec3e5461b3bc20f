import { Migration } from '@mikro-orm/migrations';
import { officialDivisions } from '../division/official-divisions.ts';
import { jsonLiteral } from './json-literal.ts';

const BATCH = 1000;

/** The official divisions, in batches: about 3,350 rows. */
export class Migration20261123OfficialDivisions extends Migration {
  override async up(): Promise<void> {
    const rows = await officialDivisions();
    for (let from = 0; from < rows.length; from += BATCH) {
      this.addSql(`insert into catalogue.division (code, name, full_name, parent, level)
        select code, name, "fullName", parent, level from jsonb_to_recordset(${jsonLiteral(rows.slice(from, from + BATCH))})
          as d(code text, name text, "fullName" text, parent text, level int)`);
    }
  }
}
