import type { Export } from '../../shared/domain/export.ts';

/** An export as its manager sees it, but for the link to its file. */
export function exportShown({ question, file, error, asOf, ...one }: Omit<Export, 'checkpoint'>) {
  const { id, format, name, state, progress, rows, createdAt } = one;
  return {
    ...{ id, kind: question.kind, format, name, state, progress, rows, createdAt },
    ...(one.schedule !== null && { schedule: one.schedule }),
    ...(asOf !== null && { asOf }),
    ...(file && { bytes: file.bytes, sha256: file.sha256 }),
    ...(error !== null && { error }),
  };
}
