import { tick } from 'svelte';
import { connection } from '#lib/graph/connection.svelte.ts';
import type { GraphDocument } from '#lib/graph/document.ts';
import { page } from '$app/state';
import { type Above, type PageSpan, PageSpans, readTraceparent } from './page-spans.ts';

/** Who doesn't arrive within this time has changed their mind. Milliseconds. */
const patience = 10_000;

/** Once what was decided is on the screen; a page nobody sees paints nothing. */
const painted = async (): Promise<void> => {
  await tick();
  if (document.hidden) return;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};

const nameOf = (input: RequestInfo | URL, init: RequestInit | undefined): string | undefined => {
  const { pathname, origin } = new URL(input instanceof Request ? input.url : input, window.location.href);
  if (pathname !== '/graphql' || origin !== window.location.origin || typeof init?.body !== 'string') return undefined;
  const { operationName } = JSON.parse(init.body) as { operationName?: string };
  return operationName;
};

/** Tells what this page sees from here on, as part of the trace its document came from. */
const follow = (from: Above): void => {
  const spans = new PageSpans();
  let going: { span: PageSpan; at: number } | undefined;
  const load = spans.begin('load', from, performance.timeOrigin);
  const loaded = async () => {
    // Until the page is alive it doesn't know which one it is; what isn't there never does.
    while (page.route.id === null && performance.now() < patience) await new Promise((look) => setTimeout(look, 20));
    await painted();
    load.end(page.route.id);
  };
  if (document.readyState === 'complete') void loaded();
  else window.addEventListener('load', () => void loaded(), { once: true });

  // Kit and we ourselves look for `window.fetch` each time we ask.
  const ask = window.fetch;
  window.fetch = (input, init) => {
    const name = nameOf(input, init);
    if (!name) return ask(input, init);
    const above = going && performance.now() - going.at < patience ? going.span : undefined;
    const span = spans.begin('operation', above);
    const headers = new Headers(init?.headers);
    headers.set('traceparent', span.traceparent);
    const answer = ask(input, { ...init, headers });
    answer.then(
      ({ status }) => span.end(name, status >= 500),
      () => span.end(name, true),
    );
    return answer;
  };

  window.addEventListener(
    'click',
    ({ target, button, metaKey, ctrlKey, shiftKey }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (!link?.href || link.target || link.origin !== window.location.origin) return;
      if (button !== 0 || metaKey || ctrlKey || shiftKey) return;
      going = { span: spans.begin('navigation'), at: performance.now() };
    },
    { capture: true },
  );
  // Kit changes the address once everything is there that the next page shows.
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', () => {
    const arrived = going;
    going = undefined;
    if (!arrived || performance.now() - arrived.at > patience) return;
    void painted().then(() => arrived.span.end(page.route.id));
  });

  const subscribe = connection.subscribe;
  connection.subscribe = <R, V>(
    asked: GraphDocument<R, V>,
    variables: V,
    next: (data: R | null) => void,
    age?: () => number,
  ) => {
    const heard = (data: R | null, extensions?: { traceparent?: unknown }): void => {
      const above = readTraceparent(extensions?.traceparent);
      const span = above && spans.begin('shown', above);
      next(data);
      if (span) void painted().then(() => span.end(asked.name));
    };
    return subscribe.call(connection, asked as never, variables as never, heard as never, age);
  };
};

const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
const from = readTraceparent(navigation?.serverTiming.find(({ name }) => name === 'traceparent')?.description);
if (from) follow(from);
