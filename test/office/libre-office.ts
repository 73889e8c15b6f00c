import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** @returns what `soffice` calls itself. @throws Error saying how to get it, where it is not on the PATH. */
export function libreOfficeVersion(): string {
  try {
    return execFileSync('soffice', ['--version'], { encoding: 'utf8' }).trim();
  } catch (cause) {
    const how = 'On Debian: apt-get install --no-install-recommends libreoffice-calc';
    throw new Error(`Cannot open workbooks: there is no LibreOffice on the PATH (soffice). ${how}`, { cause });
  }
}

// Comma, quote, UTF-8, from the first line, language of the system, every text in quotes, numbers whole, the rest as shown, no formulas, all sheets:
// https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';

/** What LibreOffice sees in a workbook: the CSV of each of its sheets, by its name, in their order in the folder. */
export async function sheetsSeenByOffice(workbook: string, folder: string): Promise<Map<string, string>> {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const out = join(folder, 'seen');
  const options = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', asCsv, '--outdir', out, workbook];
  await promisify(execFile)('soffice', options, { timeout: 300_000 });
  const start = `${basename(workbook, '.xlsx')}-`;
  const files = readdirSync(out).filter((file) => file.startsWith(start));
  return new Map(files.map((file) => [file.slice(start.length, -'.csv'.length), readFileSync(join(out, file), 'utf8')]));
}
