import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = path => fileURLToPath(new URL(path, import.meta.url));

// The entry keeps a stable name, because the layout asks for it by name and the server adds the fingerprint.
// Whatever the bundle itself refers to (fonts, pictures, the diagram viewer) carries its hash in the name and may be
// cached for good: on a poor line a page must not ask again for a font it already has.
// The text editor inside the forms' editor writes its rules into a <style> element, which the policy of the pages forbids;
// into a sheet of the document's own, which it offers to shadow roots only, it may.
const adoptedStyles = {
  name: 'caseflow-adopted-styles',
  transform: (code, id) => id.includes('style-mod') ? code.replace('!root.head && root.adoptedStyleSheets', 'root.adoptedStyleSheets') : null,
};

// The same policy refuses style attributes that are written as text; set by script they are allowed.
const styledByScript = {
  name: 'caseflow-styled-by-script',
  transform: (code, id) => /node_modules\/domify\/index\.js/.test(id) ? code.replace(
    'element.innerHTML = prefix + htmlString + suffix;',
    `element.innerHTML = prefix + htmlString.replaceAll(' style="', ' data-style="') + suffix;
     for (const styled of element.querySelectorAll('[data-style]')) { styled.style.cssText = styled.dataset.style; delete styled.dataset.style; }`,
  ) : null,
};

export default defineConfig({
  plugins: [adoptedStyles, styledByScript],
  root: here('.'),
  base: '/dist/',
  publicDir: here('public'),
  resolve: {
    // The forms' editor and its viewer bring a copy each, and parts of one cannot be drawn by the other; the panel of
    // properties that both show has its own again.
    alias: {
      preact: here('node_modules/@bpmn-io/properties-panel/preact'),
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
