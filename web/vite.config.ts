import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = process.env['POSTLEDGER_URL'] ?? 'http://localhost:8000';
const ofTheService = ['/api', '/inbox', '/docs', '/docs-json', '/docs-yaml', '/health', '/metrics'];

/**
 * Many small files are slower than few: what a visitor needs is one, what the pages behind the log-in share is another,
 * and each page is one of its own. Large parts that few pages need (the calendar, the chart) load with those alone.
 */
const groups = [
  { name: 'first', test: /src\/(main\.tsx|features\/(auth\/|home\/|posts\/posts?-page))/, priority: 2 },
  {
    name: 'work',
    test: /@mantine|@floating-ui|react-virtual|src\/(api|ui)\/(?!wall-time-picker|time-plot)/,
    minShareCount: 2,
    priority: 1,
  },
];

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsDir: 'assets',
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    port: 5173,
    // The service sees its own origin, so that its cookie and its Origin check hold.
    proxy: Object.fromEntries(
      ofTheService.map((path) => [
        path,
        { target: service, changeOrigin: true, headers: { origin: new URL(service).origin } },
      ]),
    ),
  },
});
