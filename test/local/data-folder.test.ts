import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firstToken, prepareDataFolder } from '../../local/data-folder.ts';
import { lockFolder } from '../../local/parts/folder-lock.ts';
import { aFolder } from './a-folder.ts';

describe('prepareDataFolder', () => {
  it('makes a folder that is not there', () => {
    const folder = join(aFolder(), 'a', 'b');
    expect(prepareDataFolder(folder, { fresh: false })).toBe(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it('empties it of what Redial keeps, and of nothing else', () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'dynamodb'));
    writeFileSync(join(folder, 'token'), 'rdl_old');
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    prepareDataFolder(folder, { fresh: true });
    expect(['dynamodb', 'token', 'thesis.txt'].map((name) => existsSync(join(folder, name)))).toEqual([false, false, true]);
  });

  it('does not empty what another Redial runs on', () => {
    const folder = aFolder();
    const lock = lockFolder(join(folder, 'dynamodb'));
    onTestFinished(() => lock.close());
    writeFileSync(join(folder, 'token'), 'rdl_old');
    expect(() => prepareDataFolder(folder, { fresh: true })).toThrow(/another Redial .* is running on it/);
    expect(existsSync(join(folder, 'token'))).toBe(true);
  });

  it.each([
    ['is a file', 'file', 'it is a file'],
    ['is below a file', 'file/data', 'a part of the path is a file'],
  ])('refuses a folder that %s, and says what to do', (_case, path, reason) => {
    const folder = aFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareDataFolder(join(folder, path), { fresh: false })).toThrow(
      new RegExp(`^Cannot use the data folder ${join(folder, path)}: ${reason}.*Choose a folder that can be written with --data\\.$`),
    );
  });

  it.runIf(existsSync('/proc'))('refuses a folder where none can be made, and does not try for ever', () => {
    expect(() => prepareDataFolder('/proc/redial/data', { fresh: false })).toThrow(
      /\/proc\/redial\/data: no folder can be made there\. Choose/,
    );
  });
});

describe('firstToken', () => {
  it('is made once and kept for this user alone', () => {
    const folder = aFolder();
    expect(firstToken(folder, undefined, () => 'rdl_made')).toBe('rdl_made');
    expect(firstToken(folder, undefined, () => 'rdl_other')).toBe('rdl_made');
    expect(statSync(join(folder, 'token')).mode & 0o777).toBe(0o600);
  });

  it('is the given one from then on', () => {
    const folder = aFolder();
    firstToken(folder, undefined, () => 'rdl_made');
    expect(firstToken(folder, 'rdl_given', () => 'rdl_other')).toBe('rdl_given');
    expect(readFileSync(join(folder, 'token'), 'utf8')).toBe('rdl_given\n');
  });
});
