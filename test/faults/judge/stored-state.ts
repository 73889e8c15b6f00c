import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Wiring } from '../../../local/wiring.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import type { Export } from '../../../shared/domain/export.ts';
import type { FollowUpRecord } from '../../../shared/domain/follow-up.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { RecordedChange } from '../../../shared/domain/lead-change.ts';
import type { RecordedDecision } from '../../../shared/domain/reassignment.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import type { Restatement } from '../../../shared/domain/restatement.ts';
import { callOfItem, mergedInto } from '../../../shared/store/call-item.ts';
import { changeOfItem } from '../../../shared/store/kept-change.ts';
import { keptRestatement } from '../../../shared/store/kept-day.ts';
import { storedDecisionOf } from '../../../shared/store/kept-decision.ts';
import { exportOfItem, isExportItem } from '../../../shared/store/kept-export.ts';
import { followUpOfItem } from '../../../shared/store/kept-follow-up.ts';
import { leadPlaceOf } from '../../../shared/store/kept-lead.ts';
import { followUpKeys, leadKeys } from '../../../shared/store/keys.ts';
import { unpackReportCall } from '../../../shared/store/packed-report-call.ts';
import { unpackRow } from '../../../shared/store/packed-row.ts';
import type { Item, SimulatedState } from '../simulation/simulation.ts';

/** A call twice over: its facts, folded by the judge's own copy of the code, and what the function that wrote it told reports. */
export type StoredCall = { recorded: RecordedCall; told: ReportCall };

/** All that is in the tables in the end, read by the stores' own decoders. */
export type StoredState = {
  calls: StoredCall[];
  leads: Lead[];
  decisions: { decision: RecordedDecision; leadVersion: number }[];
  followUps: FollowUpRecord[];
  /** What people changed of a lead's owner or status, and calls and decisions of its status. */
  changes: (RecordedChange & { leadId: string })[];
  /** Leads that each agent owns, as counted. */
  loads: ReadonlyMap<string, number>;
  rows: ReportRow[];
  /** Every row byte by byte, in order. */
  rowBytes: string[];
  quarantined: number;
  restatements: Restatement[];
  exports: Export[];
};

/** What history tells of a lead. */
const historyPrefixes = [leadKeys.changes, leadKeys.decisions];

type Image = Record<string, AttributeValue>;
type Plain = Record<string, unknown>;

export function storedState(state: SimulatedState, wiring: Wiring): StoredState {
  const items = (variable: string) => imagesOf(state.tables[tableNamed(variable, wiring)] ?? []);
  const leadItems = items('LEADS_TABLE').map((item): Plain => unmarshall(item));
  const rowItems = items('REPORTS_TABLE').filter(({ pk }) => pk?.S?.includes('#rows#'));
  const sks = (wanted: (item: Plain) => boolean) => leadItems.filter(wanted);
  return {
    calls: items('CALLS_TABLE')
      .filter((item) => mergedInto(item) === undefined)
      .map((item) => ({ recorded: callOfItem(item), told: unpackReportCall(item.r?.S ?? '', item.ts?.S ?? '') })),
    leads: sks(({ sk }) => sk === 'lead').flatMap((item) => {
      const place = leadPlaceOf(item);
      return place.kind === 'lead' ? [place.lead] : [];
    }),
    decisions: leadItems.flatMap((item) => storedDecisionOf(item) ?? []),
    followUps: sks(({ sk }) => String(sk).startsWith(followUpKeys.followUps)).map(followUpOfItem),
    changes: sks(({ sk }) => historyPrefixes.some((prefix) => String(sk).startsWith(prefix))).flatMap((item) => {
      const change = changeOfItem(item);
      return change ? [{ ...change, leadId: String(item.pk).split('#')[1] ?? '' }] : [];
    }),
    loads: new Map(sks(({ pk }) => String(pk).endsWith('#loads')).map(({ sk, load }) => [String(sk), Number(load)])),
    rows: rowItems.map(rowOf),
    rowBytes: rowItems.map(({ pk, sk, r }) => `${pk?.S} ${sk?.S} ${r?.S}`).sort(),
    quarantined: items('QUARANTINE_TABLE').filter(({ sk }) => sk?.S !== 'where').length,
    restatements: items('REPORTS_TABLE')
      .filter(({ pk }) => pk?.S?.endsWith('#restatements'))
      .map((item) => keptRestatement.parse(unmarshall(item))),
    exports: items('EXPORTS_TABLE')
      .filter(isExportItem)
      .map((item) => exportOfItem(unmarshall(item))),
  };
}

/** The table that functions are told of by that variable. */
export function tableNamed(variable: string, { functions }: Wiring): string {
  const name = functions.map(({ environment }) => environment[variable]).find((value) => value !== undefined);
  if (name === undefined) throw new Error(`Cannot find a table: no function of the template has ${variable}`);
  return name;
}

// Both are DynamoDB's wire JSON; the simulation says less of it.
function imagesOf(items: readonly Item[]): Image[] {
  return items as unknown as Image[];
}

function rowOf({ pk, sk, r }: Image): ReportRow {
  return unpackRow(r?.S ?? '', { family: pk?.S?.split('#')[2] ?? '', day: (sk?.S ?? '').slice(0, 10) });
}
