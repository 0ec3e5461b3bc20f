import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from '@landfall/kit/database/start.error';

/** Connections the system holds until we come to take them: when a server is replaced, thousands come back at once. */
const BACKLOG = 4096;

/** Listens and returns the port (chosen by the system for 0). Throws StartError when the port is taken or not ours to take. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explain(error, port, host));
    server.once('error', fail);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.removeListener('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const another = port < 65_535 ? port + 1 : port - 1;
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken: stop the program that uses it, or choose another, as in PORT=${another} npm start`,
    );
  }
  if (error.code === 'EACCES')
    return new StartError(
      `Port ${port} is not allowed for this user: choose one above 1023, as in PORT=3000 npm start`,
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new StartError(`HOST ${host} is no address of this machine: leave HOST unset, or set 127.0.0.1 or 0.0.0.0`);
  }
  return error;
}
