import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue()],
  // Everything from our own address, nothing inlined: the page's policy allows no more.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // `npm run dev` shows the page while you change it; the API stays with `npm start`.
  server: { proxy: { '/v1': 'http://127.0.0.1:{{port}}', '/aanmelden': 'http://127.0.0.1:{{port}}' } },
});
