import { describe, expect, it } from 'vitest';
import { leadIdOf } from '../../../shared/store/ids.ts';
import { aTeam } from './a-team.ts';

/** A team, and how its manager imports a file. */
async function anImporter() {
  const team = await aTeam();
  const imports = (file: string | Buffer, headers: Record<string, string> = {}) =>
    team.call('POST', '/api/leads/import', { token: team.tokens.manager, rawBody: file, headers });
  const leadWith = async (phone: string) =>
    (await team.call('GET', `/api/leads?phone=${phone}`, { token: team.tokens.manager })).json.items[0];
  return { ...team, imports, leadWith };
}

describe('an import', () => {
  it('reads a line break in quotes in a column that it leaves out, under the header that the file has', async () => {
    const { imports, leadWith } = await anImporter();
    const { json } = await imports('phone,name,notes\n9811122331,Anu,"asks for\na demo"\n9811122332,"Ba\nlu",\n9811122333,Chi,\n');
    expect([json.imported, json.errors.map(({ line }: { line: number }) => line)]).toEqual([2, [4, 5]]);
    expect(await leadWith('9811122331')).toMatchObject({ name: 'Anu' });
  });

  it('adds the leads of the good lines, and tells of each bad one', async () => {
    const { imports, leadWith } = await anImporter();
    const file = [
      ' Phone ,Name,OWNER,Tags,Campaign,Status,Source,Time zone,Notes',
      '98111 22331,Anu,Asha,hot; vip|new,diwali,,fair,,a note',
      '12,Nobody,,,,,,,',
      '9811122332,,a_ravi@example.com,,cm_diwali,Interested,,Asia/Dubai,',
      '9811122333,,Somebody,,,,,,',
      '9811122334,,,,,ls_hot,,Mars/Base,',
      '9811122335,"open,,,,,,,',
      '9811122336,x,,,,,,,,more',
      '9800000001,Meera again,,,,,,,',
      '+919811122331,Anu again,,,,,,,',
      '9811122337',
    ].join('\r\n');
    const { status, json } = await imports(file);
    expect(status).toBe(200);
    expect(json).toEqual({
      imported: 3,
      duplicate: 2,
      errors: [
        { line: 3, path: 'phone', message: expect.stringContaining('not a phone number of IN') },
        { line: 5, path: 'owner', message: 'there is no "Somebody"' },
        { line: 6, path: 'timezone', message: expect.stringContaining('IANA') },
        { line: 7, path: '', message: expect.stringContaining('quote') },
        { line: 8, path: '', message: expect.stringContaining('10 cells, the header 9') },
      ],
      duplicates: [
        { line: 9, lead: 'l_asha' },
        { line: 10, lead: leadIdOf('w_1', '+919811122331') },
      ],
      unknownColumns: ['Notes'],
    });
    expect(await leadWith('9811122331')).toMatchObject({
      ...{ name: 'Anu', status: 'assigned', owner: { id: 'a_asha' }, tags: ['hot', 'vip', 'new'], source: 'fair' },
      ...{ campaign: { id: 'cm_diwali' }, timezone: 'Asia/Kolkata' },
    });
    expect(await leadWith('9811122332')).toMatchObject({
      name: null,
      status: 'interested',
      owner: { id: 'a_ravi' },
      timezone: 'Asia/Dubai',
    });
    expect(await leadWith('9811122337')).toMatchObject({ status: 'unassigned', owner: null });
  });

  it('counts towards the loads of the owners', async () => {
    const { imports, dependencies } = await anImporter();
    const before = (await dependencies.leads.loads('w_1')).find(({ agentId }) => agentId === 'a_asha')?.load ?? 0;
    const lines = Array.from({ length: 250 }, (_, n) => `98222${String(n).padStart(5, '0')},a_asha,${n < 50 ? 'customer' : ''}`);
    expect((await imports(`phone,owner,status\n${lines.join('\n')}`)).json).toMatchObject({ imported: 250, errors: [] });
    expect((await dependencies.leads.loads('w_1')).find(({ agentId }) => agentId === 'a_asha')?.load).toBe(before + 200);
  });

  it('of the same file again adds nothing and changes nothing; with its Idempotency-Key it answers the same', async () => {
    const { imports, leadWith } = await anImporter();
    const file = 'phone,name\n9811122331,Anu\n9811122332,Bina';
    const key = { 'idempotency-key': 'file-1' };
    const first = await imports(file, key);
    expect(first.json).toMatchObject({ imported: 2, duplicate: 0 });
    expect((await imports(file, key)).json).toEqual(first.json);
    expect((await imports(file.replace('Anu', 'Somebody else'))).json).toMatchObject({ imported: 0, duplicate: 2 });
    expect(await leadWith('9811122331')).toMatchObject({ name: 'Anu', version: 1 });
  });

  it('gives a number to a new lead that its first lead has left', async () => {
    const { imports, call, tokens, leadWith } = await anImporter();
    await imports('phone,name\n9811122331,Anu');
    const { id } = await leadWith('9811122331');
    await call('PATCH', `/api/leads/${id}`, { token: tokens.manager, body: { phone: '9811122399' } });
    expect((await imports('phone,name\n9811122331,Bina')).json).toMatchObject({ imported: 1, errors: [] });
    expect(await leadWith('9811122331')).toMatchObject({ name: 'Bina', id: leadIdOf('w_1', '+919811122331', 1) });
    expect(await leadWith('9811122399')).toMatchObject({ name: 'Anu', id });
  });

  it.each([
    ['a formula that keeps a number as text', '="+919811122331"'],
    ['the same in quotes', '"=""+919811122331"""'],
    ['an apostrophe', "'+919811122331"],
    ['a number with an apostrophe', "'9811122331"],
  ])('unwraps %s', async (_what, cell) => {
    const { imports, leadWith } = await anImporter();
    expect((await imports(`phone,name\n${cell},Anu`)).json).toMatchObject({ imported: 1, errors: [] });
    expect(await leadWith('9811122331')).toMatchObject({ name: 'Anu' });
  });

  it.each([
    ['a formula', '9811122331,"=HYPERLINK(""http://x"",""y"")"', 'name', 'formula'],
    ['a number that a spreadsheet has rounded', '9.81112E+11,Anu', 'phone', 'rounded'],
    ['no number', ',Anu', 'phone', 'missing'],
    ['a name that is too long', `9811122331,${'x'.repeat(121)}`, 'name', 'longer than 120'],
  ])('refuses the line with %s', async (_what, line, path, message) => {
    const { imports } = await anImporter();
    const { json } = await imports(`phone,name\n${line}\n9811122332,Bina`);
    expect(json).toMatchObject({ imported: 1, errors: [{ line: 2, path, message: expect.stringContaining(message) }] });
  });

  it('needs the id where two agents have the name', async () => {
    const { imports, call, tokens } = await anImporter();
    await call('POST', '/api/agents', { token: tokens.admin, body: { name: 'Asha', email: 'other@example.com' } });
    const { json } = await imports('phone,owner\n9811122331,asha\n9811122332,a_asha');
    expect(json).toMatchObject({ imported: 1, errors: [{ line: 2, path: 'owner', message: expect.stringContaining('2 have the name') }] });
  });

  it.each([
    ['without a phone column', 'name,mobile\nAnu,1', 'phone'],
    ['with a column that is there twice', 'phone,name,Name\n1,2,3', 'name'],
    ['that is empty', '', ''],
    ['that is JSON', '{"phone":"9811122331"}', 'phone'],
  ])('of a file %s is refused whole', async (_what, file, path) => {
    const { imports } = await anImporter();
    const { status, json } = await imports(file);
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\uFEFFphone,name\n9811122331,Anü')],
    ['UTF-16 as Excel writes it', Buffer.from('\uFEFFphone\tname\r\n9811122331\tAnü', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFFphone,name\n9811122331,Anü', 'utf16le').swap16()],
  ])('reads %s', async (_what, file) => {
    const { imports, leadWith } = await anImporter();
    expect((await imports(file)).json).toMatchObject({ imported: 1, errors: [] });
    expect(await leadWith('9811122331')).toMatchObject({ name: 'Anü' });
  });

  it('of a file in Latin-1 loses only the lines that are not plain', async () => {
    const { imports } = await anImporter();
    const { json } = await imports(Buffer.from('phone,name\n9811122331,Ana\n9811122332,José', 'latin1'));
    expect(json).toMatchObject({ imported: 1, errors: [{ line: 3, path: 'name', message: expect.stringContaining('UTF-8') }] });
  });

  it('of a file in UTF-16 that does not say so is refused', async () => {
    const { imports } = await anImporter();
    const { status, json } = await imports(Buffer.from('phone,name\n9811122331,Anu', 'utf16le'));
    expect([status, json.detail]).toEqual([400, expect.stringContaining('UTF-16')]);
  });

  it('over 256 kB is to be sent in parts', async () => {
    const { imports } = await anImporter();
    const { status, json } = await imports(`phone\n${'9811122331\n'.repeat(25_000)}`);
    expect([status, json.detail]).toEqual([413, expect.stringContaining('in parts')]);
  });
});
