import { createHash } from 'node:crypto';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

type Column = string | { right: string };

function table(id: string, columns: readonly Column[]): string {
  const head = columns.map((column) => {
    return typeof column === 'string' ? `<th scope="col">${column}</th>` : `<th scope="col" class="right">${column.right}</th>`;
  });
  return `<div class="scroll"><table id="${id}"><thead><tr>${head.join('')}</tr></thead><tbody></tbody></table></div>`;
}

function card(title: string, content: string): string {
  return `<section class="card"><h2>${title}</h2>${content}</section>`;
}

const report = `<section id="report" aria-label="Today's report">
<dl class="tiles" id="totals"></dl>
<div class="grid">
${card('Today by status', table('by-status', ['Status', { right: 'Calls' }, { right: 'Connected' }, { right: 'Talk' }]))}
${card('Today by agent', table('by-agent', ['Agent', { right: 'Attempts' }, { right: 'Connected' }, { right: 'Pick-up' }, { right: 'of attempts' }, { right: 'Missed' }]))}
</div>
<p><span id="counted" class="soft"></span> <button id="count" type="button">Count now</button></p>
<p>Report by <select id="download-by" aria-label="Break the report down by"><option>status</option><option>agent</option><option>branch</option>
<option>department</option><option>campaign</option><option>tag</option><option>direction</option><option>hour</option><option>none</option></select>
as CSV: <button id="today" type="button">Today</button> <button id="month" type="button">Last 30 days</button></p>
</section>`;

const body = `<header><h1>Re<span>dial</span></h1><span id="updated" class="soft" role="status"></span>
<nav aria-label="Links"><a href="/api/openapi.json">API (OpenAPI)</a>
<span id="signed-in" hidden><button id="sign-out" type="button">Sign out</button></span></nav></header>
<main>
<p id="notice" class="card" role="alert" hidden></p>
<form id="sign-in" class="card" hidden><h2>Sign in</h2>
<label>API token <input id="token" type="password" autocomplete="off" required placeholder="rdl_…"></label>
<span class="soft">The link that <code>npm start</code> prints holds one; an admin makes more at <code>POST /api/tokens</code>. It stays in this tab alone.</span>
<button class="main">Open the console</button></form>
<div id="board" hidden>
${report}
<div class="grid">
${card('Live calls: <span id="live-count">0</span>', table('live', ['Since', 'Agent', 'Lead', 'Direction']))}
${card('Latest calls', table('latest', ['Started', 'Status', 'Agent', 'Lead', { right: 'Talk' }]))}
</div>
<div class="rows">
${card('Next follow-ups', table('follow-ups', ['When', 'State', 'Agent', 'Lead', 'Note']))}
${card('Latest reassignments', table('reassigned', ['When', 'Lead', 'Now with', 'Why']))}
</div>
</div></main>
<noscript><p class="card">The console needs JavaScript. Everything it shows comes from the API, which does not.</p></noscript>`;

/** The console: one page with nothing from anywhere else. */
export const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Redial</title>
<link rel="icon" href="data:,"><style>${pageStyle}</style></head><body>${body}<script>${pageScript}</script></body></html>
`;

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Lets the page run its own script and style, by their hashes, talk to its own origin, and nothing else. */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src ${hash(pageScript)}`,
  `style-src ${hash(pageStyle)}`,
  `connect-src 'self'`,
  `img-src data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');
