import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

/** B1's peer: PostGraphile 5 with its recommended preset on the same rows, as the same login, the tenant by `pgSettings`. */
const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [
    jsonPgSmartTags({
      version: 1,
      config: {
        class: {
          'customers.customer_card': { tags: { primaryKey: 'tenant_id,id' } },
          'identity.member_card': { tags: { primaryKey: 'tenant_id,id' } },
          'support.ticket': {
            tags: {
              foreignKey: [
                '(tenant_id,customer_id) references customers.customer_card (tenant_id,id)|@fieldName customer',
                '(tenant_id,taken_by_id) references identity.member_card (tenant_id,id)|@fieldName takenBy',
              ],
            },
          },
        },
      },
    }),
  ],
  pgServices: [
    makePgService({ connectionString: process.env.DESK_URL ?? '', schemas: ['support', 'customers', 'identity'] }),
  ],
  grafserv: { graphqlPath: '/', graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: (request) => ({ pgSettings: { 'app.tenant': String(request.node?.req.headers['x-tenant'] ?? '') } }),
  },
};
const serv = postgraphile(preset).createServ(grafserv);
const server = createServer();
server.on('error', (error) => process.stderr.write(String(error)));
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/\n`);
});
process.once('SIGTERM', () => process.exit(0));
