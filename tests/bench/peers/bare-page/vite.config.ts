import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// B9’s peer: SvelteKit as it comes, one page, static data.
// biome-ignore lint/style/noDefaultExport: Vite takes its configuration from the default export.
export default defineConfig({ plugins: [sveltekit({ adapter: adapter({ out: 'build' }) })] });
