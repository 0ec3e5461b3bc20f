import { Migration } from '@mikro-orm/migrations';
import { publishedProducts } from '../product/published-products.ts';
import { jsonLiteral } from './json-literal.ts';

/** Products and versions as they ship; from here on headquarters keeps the list. */
export class Migration20261123PublishedProducts extends Migration {
  override up(): void {
    const products = publishedProducts.map(({ versions: _, ...product }, position) => ({ ...product, position }));
    const versions = publishedProducts.flatMap(({ id, versions }) =>
      versions.map((version) => ({ ...version, productId: id })),
    );
    this.addSql(`insert into catalogue.product (id, code, name, line, position)
      select id, code, name, line, position from jsonb_to_recordset(${jsonLiteral(products)}) as p(id uuid, code text, name text, line text, position int)`);
    this.addSql(`insert into catalogue.product_version (id, product_id, version, released_on, service_ends_on)
      select id, "productId", version, "releasedOn", "serviceEndsOn" from jsonb_to_recordset(${jsonLiteral(versions)})
        as v(id uuid, "productId" uuid, version text, "releasedOn" date, "serviceEndsOn" date)`);
  }
}
