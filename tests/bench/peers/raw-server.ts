import { createServer } from 'node:http';
import { Reader } from '@landfall/kit/tenancy/reader';

/** B2's peer: bare `http` and `pg`, the gateway's own SQL with the tenant set under the same Sync, JSON.stringify. */
const { DESK_URL = '', STATEMENT = '' } = process.env;
const reader = new Reader('desk', DESK_URL);
const server = createServer((request, response) => {
  request.resume();
  request.on('end', async () => {
    const rows = await reader.query<Record<string, unknown>>(
      { login: 'desk', tenant: String(request.headers['x-tenant']) },
      { text: STATEMENT },
    );
    const text = JSON.stringify({ data: { rows } });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/\n`);
});
process.once('SIGTERM', () => process.exit(0));
