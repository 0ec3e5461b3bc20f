import { createServer } from 'node:http';
import { handler } from './build/handler.js';

const server = createServer((request, response) => handler(request, response, () => response.writeHead(404).end()));
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`));
process.once('SIGTERM', () => process.exit(0));
