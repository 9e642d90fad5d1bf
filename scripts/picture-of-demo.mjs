// Runs the demo on an empty folder and writes docs/pictures/demo.svg from what it printed, at its own pace: the picture
// in README. `node scripts/picture-of-demo.mjs`, after `npm run build`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const lineHeight = 20;
const columnWidth = 8.4;
const margin = 16;
const columns = 106;
/** How long the end stays before the picture begins again. */
const holdMs = 8_000;
const deadlineMs = 180_000;

/** Every line of the demo, with the moment at which it came; the bar says its line anew each second. */
async function recordDemo() {
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-picture-'));
  const demo = spawn(process.execPath, [join(root, 'dist/src/demo/main.js')], {
    env: { ...process.env, DEMO_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(demo, 'exit');
  const startedAt = performance.now();
  const lines = [];
  const keep = (chunk) => {
    const atMs = performance.now() - startedAt;
    for (const text of chunk.replace(/\n$/, '').split(/\n/))
      lines.push({ atMs, text: text.replaceAll('\r', '') });
  };
  try {
    await new Promise((resolve, reject) => {
      for (const stream of [demo.stdout, demo.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk) => {
          keep(chunk);
          if (chunk.includes('It stays up')) resolve();
        });
      }
      ended.then(([code]) => reject(new Error(`the demo ended by itself with ${code}`)));
      setTimeout(() => reject(new Error('the demo took too long')), deadlineMs).unref();
    });
  } finally {
    demo.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
  // A password in a picture is one that somebody tries.
  return lines.map(({ atMs, text }) => ({ atMs, text: text.replace(/(Password +)\S+/, '$1••••••••••••') }));
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const isBar = ({ text }) => /^[█░]/.test(text);

/** One line of the terminal, cut where the terminal ends. */
function textAt(row, text, kind = 'said') {
  const shown = text.length > columns ? `${text.slice(0, columns - 1)}…` : text;
  const y = margin + lineHeight * (row + 1);
  return `<text x="${margin}" y="${y}" class="${kind}">${escaped(shown)}</text>`;
}

function pictureOf(lines) {
  const bars = lines.filter(isBar);
  const before = lines.slice(0, lines.indexOf(bars[0])).filter(({ text }) => text !== '');
  const after = lines.filter((line) => !isBar(line)).slice(before.length);
  while (after[0]?.text === '') after.shift();
  const barRow = before.length + 1;
  const endMs = after[0].atMs;
  const totalMs = endMs + holdMs;
  const share = (ms) => `${((100 * ms) / totalMs).toFixed(2)}%`;

  const frames = bars.map(({ atMs }, index) => {
    const next = bars[index + 1];
    const goes = next ? `${share(next.atMs)}{opacity:0}` : '';
    return `@keyframes f${index}{0%{opacity:0}${share(atMs)}{opacity:1}${goes}}`;
  });
  const last = bars.length - 1;
  const styles = [
    'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#d6deeb}',
    '.typed{fill:#7fdbca}.bar{fill:#c3e88d}',
    // Where nothing moves, the end is shown.
    `.frame:not(.f${last}){opacity:0}`,
    '@media (prefers-reduced-motion:no-preference){',
    ...frames,
    `@keyframes end{0%{opacity:0}${share(endMs)}{opacity:1}}`,
    ...bars.map((_, index) => `.f${index}{animation:f${index} ${Math.round(totalMs)}ms step-end infinite}`),
    `.end{animation:end ${Math.round(totalMs)}ms step-end infinite}`,
    '}',
  ];
  const width = Math.ceil(2 * margin + columns * columnWidth);
  const height = 2 * margin + lineHeight * (barRow + 2 + after.length);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>npm run demo: a mailing goes out, and the ledger tells how</title>',
    `<style>${styles.join('\n')}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#011627"/>`,
    textAt(0, '$ npm run demo', 'typed'),
    ...before.map(({ text }, index) => textAt(index + 1, text)),
    ...bars.map(({ text }, index) => `<g class="frame f${index}">${textAt(barRow, text, 'bar')}</g>`),
    `<g class="end">${after.map(({ text }, index) => textAt(barRow + 2 + index, text)).join('')}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

writeFileSync(join(root, 'docs/pictures/demo.svg'), pictureOf(await recordDemo()));
