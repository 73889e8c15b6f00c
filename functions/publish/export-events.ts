import type { ExportReadyDetail, ExportRequestedDetail, RedialEvent } from '../../shared/contracts/events.ts';
import type { Export } from '../../shared/domain/export.ts';

/** One change of a stored export, as its stream tells it. Gone ones (after 30 days) have no `after`. */
type ExportChange = { before: Export | undefined; after: Export | undefined };

/** The event that a change of an export is, if any: a turn of it is due, or its file is there. */
export function exportEventOf({ before, after }: ExportChange): RedialEvent<ExportRequestedDetail | ExportReadyDetail> | undefined {
  if (!after) return undefined;
  const { id: exportId, workspace, version, updatedAt: occurredAt, turn } = after;
  const common = { workspace, version, occurredAt, exportId };
  if (after.turn !== before?.turn) {
    return { source: 'redial', 'detail-type': 'Export Requested', detail: { eventId: `${exportId}.turn.${turn}`, ...common, turn } };
  }
  if (!after.file || before.file) return undefined;
  const { bytes, sha256 } = after.file;
  const file = { kind: after.question.kind, format: after.format, rows: after.rows, bytes, sha256 };
  return { source: 'redial', 'detail-type': 'Export Ready', detail: { eventId: `${exportId}.ready.${turn}`, ...common, ...file } };
}
