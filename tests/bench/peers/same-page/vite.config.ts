import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { graphqlDocuments } from '../../../../web/build-tools/graphql-documents.plugin.ts';
import { leanIcons } from '../../../../web/build-tools/lean-icons.plugin.ts';

// B9’s peer: SvelteKit as it comes, the components of our page, static data. The two plugins let it read our sources.
// biome-ignore lint/style/noDefaultExport: Vite takes its configuration from the default export.
export default defineConfig({
  plugins: [graphqlDocuments(), leanIcons(), tailwindcss(), sveltekit({ adapter: adapter({ out: 'build' }) })],
});
