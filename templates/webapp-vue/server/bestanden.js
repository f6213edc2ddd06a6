// The built page: a fixed list of files, read at start-up. What is not in it does not exist.

import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

// Scripts, styles and calls from our own address alone.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Address: what is answered there. */
export function readFiles(folder = new URL('../dist/', import.meta.url)) {
  const files = new Map();
  for (const entry of readdirSync(fileURLToPath(folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath ?? entry.path}/${entry.name}`;
    const address = path
      .slice(fileURLToPath(folder).length - 1)
      .replaceAll('\\', '/')
      .replace('//', '/');
    const headers = {
      'Content-Type': TYPES[extname(entry.name)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
    };
    // A name with a hash in it never changes its content.
    if (address.startsWith('/assets/')) headers['Cache-Control'] = 'public, max-age=31536000, immutable';
    files.set(address === '/index.html' ? '/' : address, { content: readFileSync(path), headers });
  }
  return files;
}
