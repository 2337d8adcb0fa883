import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = path => fileURLToPath(new URL(path, import.meta.url));

// The entry keeps a stable name, because the layout asks for it by name and the server adds the fingerprint.
// Whatever the bundle itself refers to (fonts, pictures, the diagram viewer) carries its hash in the name and may be
// cached for good: on a poor line a page must not ask again for a font it already has.
export default defineConfig({
  root: here('.'),
  base: '/dist/',
  publicDir: here('public'),
  resolve: {
    alias: {
      'moj-images': here('node_modules/@ministryofjustice/frontend/moj/assets/images'),
      'noto-sans': here('node_modules/@fontsource/noto-sans/files'),
    },
  },
  css: {
    preprocessorOptions: {
      // The libraries' own deprecation notices are not ours to mend; an error still stops the build.
      scss: { loadPaths: [here('.'), here('node_modules')], logger: { warn() {}, debug() {} } },
    },
    lightningcss: { errorRecovery: true },
  },
  build: {
    outDir: process.env.CASEFLOW_CLIENT_OUT ?? here('../wwwroot/dist'),
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 1024,
    reportCompressedSize: false,
    rollupOptions: {
      input: { app: here('src/app.js') },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'hashed/[name]-[hash].js',
        assetFileNames: asset => asset.names.includes('app.css') ? 'app.css' : 'hashed/[name]-[hash][extname]',
      },
    },
  },
});
