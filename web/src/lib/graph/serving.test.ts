import { beforeEach, expect, test, vi } from 'vitest';
import type { Landfall } from '#lib/session/landfall.ts';
import type { GraphDocument } from './document.ts';
import { served } from './served.ts';
import { answeredBy, Served } from './serving.server.ts';
import { serving } from './serving.ts';

const document = { name: 'Page', asked: { documentId: 'f00' } } as GraphDocument<{ note: string }, { id: string }>;
const note = '</script><script>alert("案件")</script>\u2028';
const graphql = vi.fn(async () => ({ status: 200, body: JSON.stringify({ data: { note } }) }));
const page = () => new Served({ graphql } as unknown as Landfall, 'zh-TW');
const ask = (id: string) => serving.serve?.(document, { id });

beforeEach(() => void graphql.mockClear());

test('a page asks in process, as its reader, and the same question once', async () => {
  await answeredBy(page(), () => Promise.all([ask('1'), ask('1'), ask('2')]));
  expect(graphql).toHaveBeenCalledTimes(2);
  expect(graphql).toHaveBeenCalledWith({
    operationName: 'Page',
    documentId: 'f00',
    variables: { id: '1' },
    headers: { 'accept-language': 'zh-TW' },
  });
});

test('the browser finds the answers in the page; no text of theirs ends their element', async () => {
  const one = page();
  await answeredBy(one, () => ask('1'));
  expect(one.element.match(/<\/?script/g)).toHaveLength(2);
  const textContent = one.element.replace(/^<script[^>]*>|<\/script>$/g, '');
  vi.stubGlobal('document', { getElementById: () => ({ textContent }) });
  expect(served(document, { id: '1' })?.data).toEqual({ note });
  expect(served(document, { id: '3' })).toBeUndefined();
});

test('what one reader’s page asks is not in another’s', async () => {
  const [mine, theirs] = [page(), page()];
  await answeredBy(mine, () => ask('1'));
  expect(theirs.element).toBe('');
});
