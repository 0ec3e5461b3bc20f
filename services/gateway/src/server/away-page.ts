import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Locale, localeOf } from '@landfall/kit/problem/problem-catalog';

const WORDS: Readonly<Record<Locale, { title: string; text: string; again: string }>> = {
  'zh-CN': {
    title: '系统暂时不可用',
    text: '数据库正在恢复。您填写的内容保留在此浏览器中，页面会自动重新打开。',
    again: '现在重试',
  },
  'zh-TW': {
    title: '系統暫時無法使用',
    text: '資料庫正在恢復。您填寫的內容保留在此瀏覽器中，頁面會自動重新開啟。',
    again: '立即重試',
  },
  en: {
    title: 'The system is away for a moment',
    text: 'The database is coming back. What you typed is kept in this browser, and this page opens again by itself.',
    again: 'Try now',
  },
};

/** Whether somebody looks at the answer, rather than a program. */
export function wantsPage(request: IncomingMessage): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
}

/** A page that needs nothing of ours: for as long as nobody can be told who they are. It asks again every 5 s. */
export function sendAwayPage(request: IncomingMessage, response: ServerResponse): void {
  const locale = localeOf(request.headers['accept-language']);
  const { title, text, again } = WORDS[locale];
  const html = `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="refresh" content="5" />
    <title>${title} · Landfall</title>
    <style>
      body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="">${again}</a></p>
    </main>
  </body>
</html>
`;
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'cache-control': 'no-store',
    'retry-after': '5',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}
