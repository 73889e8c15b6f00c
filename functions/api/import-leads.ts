import type { importLeads as route } from '../../shared/contracts/routes/leads.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { type FieldError, invalid } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import { addImported, type ImportedLine } from './add-imported.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { directoryOf } from './directory-of.ts';
import { columnsOf, type ImportColumns } from './import-columns.ts';
import { type Importing, importedLead } from './imported-lead.ts';
import { textOfFile } from './text-of-file.ts';

const sendAgain = 'it was not reached in time: send the file again, what is in it already is told as a duplicate';

/**
 * Adds the leads of a CSV file, line by line: a bad line is told and costs no other. A number that is there already is a duplicate and is left
 * alone, so that the same file again adds nothing; with the same Idempotency-Key it also answers the same.
 */
export async function importLeads({ caller, body, idempotencyKey }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  const { columns, records } = tableOf(textOfFile(body));
  const id = createdId('im', { workspace, operation: 'importLeads', idempotencyKey });
  const createdBy = { kind: 'import', token: caller.tokenId, id } as const;
  const read = readLines(records, { columns, caller, directory, now: dependencies.now(), createdBy });
  const became = (await addImported(read.lines, { workspace, importId: id }, dependencies)).toSorted((a, b) => a.line - b.line);
  const duplicates = became.flatMap((one) => (one.kind === 'duplicate' ? [{ line: one.line, lead: one.lead }] : []));
  const unreached = became.flatMap(({ kind, line }) => (kind === 'unreached' ? [{ line, path: '', message: sendAgain }] : []));
  return ok({
    imported: became.filter(({ kind }) => kind === 'imported').length,
    duplicate: duplicates.length,
    errors: [...read.errors, ...unreached].toSorted((a, b) => a.line - b.line),
    duplicates,
    unknownColumns: columns.unknown,
  });
}

/** The header's columns, and the records below it. Only cells that are left out may hold line breaks. */
function tableOf(text: string): { columns: ImportColumns; records: CsvRecord[] } {
  const mayRunOver = (cells: readonly string[], names: readonly string[]) =>
    ![...columnsOf(names).at.values()].some((at) => cells[at]?.includes('\n'));
  const [header, ...records] = csvRecords(text, mayRunOver);
  if (!header || 'fault' in header) throw invalid([{ path: '', message: header?.fault ?? 'the file is empty' }]);
  return { columns: columnsOf(header.cells), records };
}

type Line = { line: number } & FieldError;

function readLines(records: readonly CsvRecord[], importing: Importing): { lines: ImportedLine[]; errors: Line[] } {
  const lines: ImportedLine[] = [];
  const errors: Line[] = [];
  for (const record of records) {
    const { line } = record;
    const read: Lead | readonly FieldError[] =
      'fault' in record ? [{ path: '', message: record.fault }] : importedLead(record.cells, importing);
    if ('id' in read) lines.push({ line, lead: read });
    else errors.push(...read.map((error) => ({ line, ...error })));
  }
  return { lines, errors };
}
