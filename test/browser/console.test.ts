import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStandardDialler } from '../flows/a-dialler.ts';
import { aStack, dayInIndia, type Flow, token } from '../flows/a-stack.ts';
import { aBrowser } from './a-browser.ts';

let flow: Flow;
let browser: Browser;

beforeAll(async () => {
  [flow, browser] = await Promise.all([aStack(), aBrowser()]);
  const agent = async (name: string) => (await flow.api.post('/api/agents', { name, email: `${name}@example.com` })).body.id;
  const [asha] = [await agent('Asha'), await agent('Ravi')];
  await flow.api.put('/api/settings/auto-assignment', { enabled: true });
  await flow.api.post('/api/leads', { phone: '+919812345678', name: '<b>Meera</b>', owner: asha });
  const anu = (await flow.api.post('/api/leads', { phone: '+919812345679', name: 'Anu', owner: asha })).body.id;
  await flow.api.post(`/api/leads/${anu}/follow-ups`, { note: 'after lunch' });
  const dialler = await aStandardDialler(flow.api);
  const call = { leadPhone: '+919812345678', direction: 'outbound', agent: { id: asha } };
  await dialler.says({ ...call, callId: 'busy', status: 'busy' });
  await dialler.says({ ...call, callId: 'live', status: 'answered' });
  await flow.stack.idle();
  await flow.api.post('/api/reports/rollup');
});

afterAll(async () => {
  await browser?.close();
  await flow?.stop();
});

async function opened(hash = '', timezoneId = 'Asia/Kolkata'): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ timezoneId });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${flow.url}/${hash}`);
  return { page, errors };
}

describe('the console', () => {
  it('shows the numbers of the day, live calls and why a lead moved, and keeps the token out of the address', async () => {
    const { page, errors } = await opened(`#token=${token}`);
    await page.locator('#totals').getByText('Pick-up rate').waitFor();
    expect(await page.locator('#totals').innerText()).toMatch(/Calls\s+1\s/);
    expect(await page.locator('#by-agent').innerText()).toContain('Asha');
    expect(await page.locator('#live').innerText()).toContain('Asha');
    await page.locator('#reassigned').getByText('given to Ravi').waitFor();
    await page.locator('#follow-ups').getByText('after lunch').waitFor();
    expect(page.url()).toBe(`${flow.url}/`);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows a name as it is, whatever it holds', async () => {
    const { page } = await opened(`#token=${token}`);
    await page.locator('#live').getByText('<b>Meera</b>').waitFor();
    await page.close();
  });

  it.each(['Etc/GMT+12', 'Pacific/Kiritimati'])("shows a supervisor who sits in %s the workspace's day", async (zone) => {
    const department = (await flow.api.post('/api/departments', { name: `Team in ${zone}` })).body.id;
    const { items } = (await flow.api.get('/api/agents')).body;
    await flow.api.patch(`/api/agents/${items[0].id}`, { department });
    const made = await flow.api.post('/api/tokens', { name: 'Supervisor', role: 'supervisor', department });
    const { page } = await opened(`#token=${made.body.token}`, zone);
    const asked = await page.waitForRequest((request) => request.url().includes('by=status'));
    expect(new URL(asked.url()).searchParams.get('from')).toBe(dayInIndia());
    await page.locator('#count').waitFor({ state: 'hidden' });
    await page.close();
  });

  it('hands out the report as a file', async () => {
    const { page } = await opened(`#token=${token}`);
    await page.locator('#today').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#today').click()]);
    expect(download.suggestedFilename()).toBe(`redial-${dayInIndia()}-${dayInIndia()}.csv`);
    await page.close();
  });

  it('asks for a token, and says when it is not known', async () => {
    const { page } = await opened();
    await page.getByLabel('API token').fill('rdl_nobody');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.getByText('This token is not known any more').waitFor();
    await page.close();
  });
});
