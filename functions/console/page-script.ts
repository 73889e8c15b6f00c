/** The console's script. Text alone goes into the page (textContent), so that no name of a lead can become markup. */
export const pageScript = `
'use strict';
const byId = (id) => document.getElementById(id);
const refreshMs = 2000;
const slowEvery = 5;
let token = takeToken();
let zone;
let round = 0;
let session = 0;

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return given || sessionStorage.getItem('token');
}

class Refused extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

async function ask(path, options) {
  const answer = await fetch(path, Object.assign({ headers: { authorization: 'Bearer ' + token } }, options));
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, problem.detail || 'Redial answered ' + answer.status);
}
const get = async (path) => (await ask(path)).json();
// What this role never sees is left out of the page; anything else is an error.
const neverMine = new Set();
async function getIfAllowed(path) {
  const what = path.split('?')[0];
  if (neverMine.has(what)) return null;
  try {
    return await get(path);
  } catch (error) {
    if (error.status !== 403) throw error;
    neverMine.add(what);
    return null;
  }
}

const dayOf = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
const day = (offset) => dayOf(new Date(Date.now() + (offset || 0) * 86400000));
const time = (at) => new Intl.DateTimeFormat(undefined, { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at));
const moment = (at) => dayOf(new Date(at)) === day() ? time(at) : new Intl.DateTimeFormat(undefined, { timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
const percent = (ratio) => (ratio.value === null ? '–' : (ratio.value * 100).toFixed(1) + ' %');
const ofAll = (ratio) => ratio.numerator + ' of ' + ratio.denominator;
function span(seconds) {
  const s = Math.round(seconds);
  return s < 60 ? s + ' s' : Math.floor(s / 60) + ' min ' + (s % 60) + ' s';
}
const nameOf = (thing) => (thing ? thing.name || thing.phone : '–');

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function fillTable(id, rows, empty) {
  const body = byId(id).tBodies[0];
  const columns = byId(id).tHead.rows[0].cells;
  const made = rows.map((cells) => {
    const row = element('tr');
    cells.forEach((cell, at) => row.append(element('td', cell, columns[at].className)));
    return row;
  });
  if (made.length === 0) {
    const row = element('tr');
    const cell = element('td', empty, 'soft');
    cell.colSpan = columns.length;
    row.append(cell);
    made.push(row);
  }
  body.replaceChildren(...made);
}

function showTotals(report) {
  const t = report.totals;
  const tiles = [
    ['Calls', t.calls, 'ended today'],
    ['Attempts', t.attempts, 'outbound'],
    ['Connected', t.connected, 'talk time above 0 s'],
    ['Pick-up rate', percent(t.pickUpRate), ofAll(t.pickUpRate) + ' attempts'],
    ['Missed', t.missed, t.missedReturned + ' returned'],
    ['Average talk', t.averageTalkSeconds.value === null ? '–' : span(t.averageTalkSeconds.value), span(t.talkSeconds) + ' in all'],
  ];
  byId('totals').replaceChildren(...tiles.map(([name, number, note]) => {
    const tile = element('div', undefined, 'card');
    const value = element('dd');
    value.append(element('div', String(number), 'number'), element('div', note, 'soft'));
    tile.append(element('dt', name), value);
    return tile;
  }));
  byId('counted').textContent = 'Counted up to ' + time(report.asOf) + ' (' + report.timezone + ')';
}

function showReport(byStatus, byAgent) {
  byId('report').hidden = byStatus === null;
  if (byStatus === null) return;
  showTotals(byStatus);
  fillTable('by-status', byStatus.rows.map((r) => [r.label, r.calls, r.connected, span(r.talkSeconds)]), 'No call has ended today.');
  fillTable('by-agent', byAgent.rows.map((r) => [r.label, r.attempts, r.connected, percent(r.pickUpRate), ofAll(r.pickUpRate), r.missed]), 'No call has ended today.');
}

function showCalls(live, latest) {
  byId('live-count').textContent = String(live.items.length);
  fillTable('live', live.items.map((c) => [span(c.ageSeconds) + (c.stale ? ' (stale)' : ''), nameOf(c.agent), nameOf(c.lead), c.direction || '–']), 'Nobody is on a call.');
  fillTable('latest', latest.items.map((c) => [moment(c.startedAt), c.status + (c.reason ? ' (' + c.reason + ')' : ''), nameOf(c.agent), nameOf(c.lead), c.endedAt ? span(c.talkSeconds) : '–']), 'No call yet. Connect a dialler: POST /api/connections.');
}

async function showFollowUps() {
  const open = await get('/api/follow-ups?limit=8');
  fillTable('follow-ups', open.items.map((f) => [moment(f.at), f.state, nameOf(f.owner), nameOf(f.lead), f.note || '–']), 'No next contact was agreed on.');
}

async function showReassignments() {
  const leads = await get('/api/leads?limit=1000');
  const recycled = leads.items.filter((lead) => lead.recycles > 0 && lead.assignedAt);
  recycled.sort((a, b) => (a.assignedAt < b.assignedAt ? 1 : -1));
  const rows = await Promise.all(recycled.slice(0, 8).map(async (lead) => {
    const decisions = await get('/api/leads/' + lead.id + '/decisions');
    const last = decisions.items.find((one) => one.kind === 'reassigned');
    return [moment(lead.assignedAt), nameOf(lead), nameOf(last ? last.agent : lead.owner), last ? last.detail : '–'];
  }));
  fillTable('reassigned', rows, 'No lead was reassigned yet. Auto-assignment is switched on under /api/settings/auto-assignment.');
}

async function zoneOfWorkspace() {
  const settings = await getIfAllowed('/api/settings');
  if (settings) return settings.timezone;
  // A supervisor sees no settings; a report says in whose days it counts.
  const report = await getIfAllowed('/api/reports?from=' + day() + '&to=' + day());
  return report ? report.timezone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

async function refresh() {
  const mine = session;
  const today = day();
  const range = '/api/reports?from=' + today + '&to=' + today;
  const [byStatus, byAgent, live, latest] = await Promise.all([
    getIfAllowed(range + '&by=status'), getIfAllowed(range + '&by=agent'), get('/api/live'), get('/api/calls?limit=12'),
  ]);
  if (mine !== session) return;
  showReport(byStatus, byAgent);
  showCalls(live, latest);
  byId('board').hidden = false;
  if (round % slowEvery === 0) slowly();
  round += 1;
}

let slow = false;
/** What takes its time, beside the numbers and never twice at once. */
async function slowly() {
  if (slow) return;
  slow = true;
  const mine = session;
  await Promise.all([showFollowUps(), showReassignments()]).catch((error) => { if (mine === session) fail(error); });
  // On one machine counting costs nobody anything; elsewhere the schedule counts, or the button does.
  if (['localhost', '127.0.0.1'].includes(location.hostname)) await count().catch(() => {});
  slow = false;
}

async function count() {
  if (byId('count').hidden) return;
  try {
    await ask('/api/reports/rollup', { method: 'POST', headers: { authorization: 'Bearer ' + token } });
  } catch (error) {
    if (error.status !== 403) throw error;
    byId('count').hidden = true;
  }
}

async function download(days) {
  const from = day(1 - days);
  const answer = await ask('/api/reports?format=csv&by=' + byId('download-by').value + '&from=' + from + '&to=' + day());
  const link = element('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = 'redial-' + from + '-' + day() + '.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const tell = (message) => { byId('notice').hidden = !message; byId('notice').textContent = message || ''; };

function signOut(message) {
  session += 1;
  token = null;
  sessionStorage.removeItem('token');
  byId('board').hidden = true;
  byId('signed-in').hidden = true;
  byId('sign-in').hidden = false;
  tell(message);
  byId('token').focus();
}

function fail(error) {
  if (error.status === 401) return signOut('This token is not known any more: it was revoked, or never was one. Use another.');
  tell(error.status ? error.message : 'Redial cannot be reached just now. Trying again…');
}

async function run(mine) {
  while (mine === session) {
    try {
      if (!document.hidden) {
        if (!zone) zone = await zoneOfWorkspace();
        await refresh();
        if (mine === session) { tell(''); byId('updated').textContent = 'Updated ' + time(Date.now()); }
      }
    } catch (error) {
      if (mine === session) fail(error);
    }
    await new Promise((go) => setTimeout(go, refreshMs));
  }
}

function start() {
  neverMine.clear();
  byId('count').hidden = false;
  session += 1;
  round = 0;
  zone = undefined;
  byId('sign-in').hidden = true;
  byId('signed-in').hidden = false;
  tell('Loading…');
  run(session);
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  byId('token').value = '';
  sessionStorage.setItem('token', token);
  start();
});
byId('sign-out').addEventListener('click', () => signOut(''));
byId('today').addEventListener('click', () => download(1).catch(fail));
byId('month').addEventListener('click', () => download(30).catch(fail));
byId('count').addEventListener('click', () => count().then(refresh).catch(fail));
window.addEventListener('hashchange', () => { const given = takeToken(); if (given && given !== token) { token = given; start(); } });
if (token) start();
else signOut('');
`;
