import { defineConfig } from 'vite';

// One script and one style sheet, with names that do not change from build to build.
export default defineConfig({
  base: './',
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      output: { entryFileNames: 'playground.js', assetFileNames: 'playground[extname]' },
    },
  },
});
