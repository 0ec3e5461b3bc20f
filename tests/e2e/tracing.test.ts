import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect } from 'vitest';
import { type Arrived, Collector } from '../kit/collector.ts';
import { test as staged } from './stage.ts';

const collector = await Collector.open();
const test = staged.override('environment', collector.environment);
afterAll(() => collector.close());

/** A span, once it has arrived and all that it is part of. */
async function arrived(fits: (span: Arrived) => boolean, outermost: string): Promise<Arrived> {
  const find = () => collector.spans.find((span) => fits(span) && collector.above(span).at(-1) === outermost);
  await expect.poll(find).toBeTruthy();
  return find() as Arrived;
}

test('a page is one trace with what its server and its browser do: loaded, gone to, asked for, told live and shown', async ({
  enter,
}) => {
  const hotline = await enter('hotline@shanghai.demo');
  const { page } = hotline;
  await hotline.open('/tickets');
  const link = page.locator('a[href^="/tickets/0"]').first();
  await link.click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const id = page.url().slice(-36);
  // The page listens: what is told from here on reaches it.
  await page.waitForLoadState('networkidle');
  const note = 'PLANTED客户稍后回电';
  const live = () => hotline.told.find((frame) => frame.includes('traceparent'));
  await expect
    .poll(async () => {
      await hotline.person.get('mutation ($id: ID!, $text: String!) { noteTicket(id: $id, text: $text) { id } }', {
        id,
        text: note,
      });
      return live() ?? '';
    })
    .toContain('traceparent');
  await page.getByText(note).first().waitFor();
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))),
  );
  // Who leaves a page hands over what it saw.
  await page.goto('about:blank');

  const route = '/(desk)/tickets';
  const rendered = await arrived(
    ({ name, facts }) => name === 'select support.ticket' && facts['landfall.login'] === 'desk',
    `GET ${route}`,
  );
  expect(collector.above(rendered)).toEqual(['subgraph support', 'query TicketList', 'render', `GET ${route}`]);
  const load = await arrived(({ name }) => name === `load ${route}`, `GET ${route}`);
  expect(load).toMatchObject({ service: 'landfall-web', traceId: rendered.traceId });

  const going = `navigate to ${route}/[id]`;
  // The list one leaves may read itself again meanwhile.
  const read = await arrived(
    (span) => span.name.startsWith('select support.') && collector.above(span).includes('query TicketPage'),
    going,
  );
  expect(collector.above(read).slice(-4)).toEqual(['query TicketPage', 'POST /graphql', 'ask TicketPage', going]);
  const shown = await arrived(({ name }) => name === 'show TicketPageChanged', 'POST /graphql');
  expect(collector.above(shown).slice(0, 2)).toEqual(['deliver ticketChanged', 'transaction']);

  const all = collector.texts.join('\n');
  for (const secret of [note, hotline.name, 'hotline@shanghai.demo', 'landfall-demo', hotline.person.token])
    expect(all).not.toContain(secret);
  expect(hotline.noise).toEqual([]);
});

test('nothing of OpenTelemetry’s SDK is among what the server loads before somebody asks for traces', () => {
  const dist = resolve('services/gateway/dist');
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, to = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b[^;]*?["'](\.[^"']+\.js)["'];$/gm,
    ))
      load(join(dirname(file), to));
  };
  load(join(dist, 'main.js'));
  expect(loaded.size).toBeGreaterThan(10);
  const holding = (text: string) => [...loaded].filter((file) => readFileSync(file, 'utf8').includes(text));
  expect(holding('UnitOfWork = class').length).toBeGreaterThan(0);
  expect(holding('BatchSpanProcessor')).toEqual([]);
  expect(holding('OTLPExporterBase')).toEqual([]);
});
