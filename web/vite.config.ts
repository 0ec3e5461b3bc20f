import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defaultClientConditions, defineConfig } from 'vite';
import { withOperations } from './build-tools/built-operations.ts';
import { graphqlDocuments } from './build-tools/graphql-documents.plugin.ts';
import { leanCache } from './build-tools/lean-cache.plugin.ts';
import { leanIcons } from './build-tools/lean-icons.plugin.ts';
import { oneLanguage } from './build-tools/one-language.plugin.ts';
import { paraglideOptions } from './build-tools/paraglide-options.ts';

// Two builds of one folder side by side: WEB_OUT=mine writes build-mine and .svelte-kit/mine.
const own = process.env.WEB_OUT;
const out = own ? `build-${own}` : 'build';

export default defineConfig({
  plugins: [
    graphqlDocuments(),
    paraglideVitePlugin(paraglideOptions),
    oneLanguage(),
    leanCache(),
    leanIcons(),
    tailwindcss(),
    sveltekit({
      adapter: withOperations(adapter({ out }), out),
      outDir: own ? `.svelte-kit/${own}` : '.svelte-kit',
      csp: {
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Positions of popovers and widths of bars are style attributes.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What every page behind sign-in needs is one file: forty small ones cost 5 KB of imports and as many requests.
            codeSplitting: {
              groups: [
                // What the page says of itself is set before anything else of Kit's runs: with the shell it would come too late.
                { name: 'payload', test: /runtime\/client\/payload|preload-helper/, priority: 1 },
                {
                  name: 'shell',
                  // The page of what went wrong is fetched behind it: Kit does so by itself.
                  test: /src\/lib\/(shell\/(?!problem-page)|session|connection|part\/part|shortcut|toast|theme|locale|button|graph\/(?!tab-cache)|time|form\/problem|dialog\/menu|dialog\/place|palette\/overlays)|lucide\/svelte\/dist\/(Icon|context|default)/,
                },
                { name: 'cache', test: /src\/lib\/graph\/tab-cache|@apollo\/client|@wry|optimism|graphql\// },
              ],
            },
          },
        },
      },
      // rxjs and tslib offer a smaller build under this condition.
      resolve: { conditions: ['es2015', ...defaultClientConditions] },
    },
  },
  build: {
    rolldownOptions: {
      // A message that doesn't exist is an undefined import of the messages namespace: never only a warning.
      onLog(level, log, handler) {
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message);
        handler(level, log);
      },
    },
  },
});
