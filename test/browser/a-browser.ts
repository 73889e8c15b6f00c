import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Headless Chromium, as it comes with the package; works without a sandbox and without anything installed. */
export async function aBrowser(): Promise<Browser> {
  // In one process, the browser ends with its first page.
  const args = chromium.args.filter((flag) => flag !== '--single-process');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, ...quiet], headless: true });
}
