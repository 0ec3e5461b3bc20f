import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';
import { WebSocket } from 'k6/websockets';
import { cookieOf, fail, site, tenants } from './ask.js';

const commitToPage = new Trend('commit_to_page', true);
const deliveries = new Counter('deliveries');
const connected = new Counter('connected');
const SENT = 'sent@';
const UPDATED = '"updatedAt":"';

/** Pages that are open: every other one on a ticket, the rest on the list. One virtual user has many. */
export function watch({ began }) {
  const { sockets, socketsEach, openingSeconds, seconds } = site.plan;
  const first = exec.scenario.iterationInTest * socketsEach;
  const count = Math.min(socketsEach, sockets - first);
  const measuredFrom = began + openingSeconds * 1000;
  const open = [];
  let isOver = false;
  for (let i = 0; i < count; i++) {
    const opensAfter = (i / count) * openingSeconds * 700;
    setTimeout(() => open.push(page(first + i, { measuredFrom, isOver: () => isOver })), opensAfter);
  }
  setTimeout(
    () => {
      isOver = true;
      for (const socket of open) socket.close();
    },
    measuredFrom + seconds * 1000 + 1000 - Date.now(),
  );
}

function page(nth, time) {
  const tenant = tenants[nth % tenants.length];
  const lap = Math.floor(nth / tenants.length);
  const isTicket = (nth + lap) % 2 === 0;
  const asked = isTicket
    ? ['TicketPageChanged', { id: tenant.tickets[Math.floor(lap / 2) % tenant.tickets.length] }]
    : ['TicketListChanged', {}];
  const headers = { cookie: cookieOf(tenant.agent) };
  const socket = new WebSocket(`${site.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const say = (frame) => socket.send(JSON.stringify(frame));
  socket.onopen = () => say({ type: 'connection_init' });
  socket.onerror = (event) => time.isOver() || fail('socket', event.error);
  socket.onclose = (event) => time.isOver() || fail('socket', `closed with ${event.code} ${event.reason}`);
  socket.onmessage = ({ data }) => {
    if (data.includes('"type":"next"')) {
      if (data.includes('"errors":[')) return fail(asked[0], data);
      return delivered(data, time.measuredFrom);
    }
    const { type } = JSON.parse(data);
    if (type === 'connection_ack') {
      connected.add(1);
      const payload = { query: '', variables: asked[1], extensions: { documentId: site.operations[asked[0]] } };
      say({ id: '1', type: 'subscribe', payload });
    } else if (type === 'ping') say({ type: 'pong' });
    else if (type !== 'pong' && !time.isOver()) fail(asked[0], data);
  };
  return socket;
}

/** Read by hand: parsing each frame would measure k6. */
function delivered(data, measuredFrom) {
  const now = Date.now();
  const note = data.lastIndexOf(SENT);
  const sent = note >= 0 ? Number(data.substr(note + SENT.length, 13)) : updatedAt(data);
  if (!(sent >= measuredFrom)) return;
  deliveries.add(1);
  commitToPage.add(now - sent);
}

/** Where a frame has no words of a note, the change's own time: a moment before its commit, by the same clock. */
function updatedAt(data) {
  const from = data.indexOf(UPDATED) + UPDATED.length;
  return Date.parse(data.substring(from, data.indexOf('"', from)));
}
