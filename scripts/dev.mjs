// `npm run dev`, on Node 26: pages by Vite with hot replacement, everything else handed to the gateway behind it, which is
// bundled again and restarted on every change. One port, as in production.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { watch } from 'rolldown';
import { createServer } from 'vite';
import gatewayBuild from '../services/gateway/rolldown.config.ts';
import { capture, ROOT } from './tools.mjs';

const WEB = join(ROOT, 'web');
// As deep below the repository as dist, from where the server looks for its files.
const DEV_DIST = join(ROOT, 'services/gateway/.cache');
const BEHIND = ['/graphql', '/auth', '/kept-mail', '/healthz', '/readyz'];

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || '127.0.0.1';
const innerPort = await freePort();
const inner = `http://127.0.0.1:${innerPort}`;
process.env.LANDFALL_ORIGIN = inner;

let gateway;
let isStopping = false;
let ready = Promise.withResolvers();

const vite = await startPages();
const watcher = watch({ ...gatewayBuild, output: { ...gatewayBuild.output, dir: DEV_DIST } });
let turn = Promise.resolve();
watcher.on('event', (event) => {
  if (event.code === 'ERROR') process.stderr.write(`✗ Build gateway: ${event.error.message}\n`);
  if (event.code === 'BUNDLE_END') event.result.close();
  if (event.code !== 'END') return;
  turn = turn.then(restartGateway).catch((error) => process.stderr.write(`${error.stack}\n`));
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.on(signal, stop);

async function startPages() {
  // Kit looks for its files from the working folder.
  process.chdir(WEB);
  const server = await createServer({
    root: WEB,
    configFile: join(WEB, 'vite.config.ts'),
    clearScreen: false,
    plugins: [{ name: 'landfall:wait-for-gateway', configureServer: waitForGateway }],
    server: {
      port,
      host,
      strictPort: true,
      proxy: Object.fromEntries(BEHIND.map((path) => [path, { target: inner, ws: path === '/graphql' }])),
    },
  });
  try {
    await server.listen();
  } catch (error) {
    process.stderr.write(
      /in use/.test(error.message)
        ? `Port ${port} is taken: choose another, as in PORT=${port + 1} npm run dev\n`
        : `${error.message}\n`,
    );
    process.exit(1);
  }
  return server;
}

/** A request during a restart waits for it instead of failing. */
function waitForGateway(server) {
  server.middlewares.use((_request, _response, next) => ready.promise.then(() => next()));
}

async function restartGateway() {
  const isFirst = !gateway;
  if (!isFirst) ready = Promise.withResolvers();
  await endGateway();
  if (isStopping) return;
  const env = { ...process.env, PORT: String(innerPort), HOST: '127.0.0.1' };
  gateway = spawn(process.execPath, ['--enable-source-maps', join(DEV_DIST, 'main.js')], {
    cwd: ROOT,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  // It knows only its inner port; people open the outer one.
  gateway.stdout.on('data', (chunk) => process.stdout.write(String(chunk).replaceAll(`:${innerPort}`, `:${port}`)));
  const ended = once(gateway, 'exit').then(([code]) => ({ code: code ?? 1 }));
  const { code } = await Promise.race([answers(), ended]);
  if (isStopping) return;
  // What it said is why. Later on, the next change may mend it; at the start there is nothing to go on with.
  if (code !== undefined) {
    if (isFirst) process.exit(code);
    return;
  }
  await tellDemoAccounts();
  ready.resolve();
  if (!isFirst) vite.ws.send({ type: 'full-reload' });
}

async function endGateway() {
  if (!gateway || gateway.exitCode !== null || gateway.signalCode !== null) return;
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
}

async function answers() {
  while (!isStopping) {
    const response = await fetch(`${inner}/healthz`).catch(() => undefined);
    if (response?.ok) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return {};
}

/** The sign-in page offers them; in one process with the gateway it asks for them itself. */
async function tellDemoAccounts() {
  if (process.env.LANDFALL_DEMO_ACCOUNTS) return;
  const { code, output } = await capture(process.execPath, [join(DEV_DIST, 'commands/accounts.js')]);
  if (code === 0) process.env.LANDFALL_DEMO_ACCOUNTS = output;
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  await Promise.allSettled([endGateway(), watcher.close(), vite.close()]);
  process.exit(0);
}

function freePort() {
  return new Promise((done) => {
    const server = createNetServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => done(free));
    });
  });
}
