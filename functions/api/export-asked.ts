import type { ExportAsked } from '../../shared/contracts/routes/exports.ts';
import type { Export, ExportQuestion } from '../../shared/domain/export.ts';
import { fileName } from '../../shared/domain/file-name.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { questionOf } from '../reports/question-of.ts';
import { known } from './known.ts';

/** What a request asks to be exported. @throws Problem 400 naming every id that is not there. */
export function asked(body: ExportAsked, directory: Directory): Pick<Export, 'question' | 'format' | 'name' | 'bom'> {
  checkExportIds(body.kind, body, directory);
  const question = questionIn(body);
  return { question, format: body.format, bom: body.bom, name: fileName(body.name ?? nameOf(question)) };
}

function questionIn(body: ExportAsked): ExportQuestion {
  switch (body.kind) {
    case 'calls': {
      const { kind, from, to, format: _, name: __, bom: ___, ...filters } = body;
      return { kind, from, to, filters };
    }
    case 'report':
      return { kind: body.kind, question: questionOf(body) };
    case 'leads': {
      const { kind, format: _, name: __, bom: ___, ...filters } = body;
      return { kind, filters };
    }
  }
}

/** Ids by which an export may be filtered. */
type ExportIds = Partial<Record<'agent' | 'owner' | 'branch' | 'department' | 'campaign' | 'status', string | null | undefined>>;

/** @throws Problem 400 naming every id that is not there. */
export function checkExportIds(kind: ExportQuestion['kind'], ids: ExportIds, directory: Directory): void {
  const { agents, branches, departments, campaigns, leadStatuses } = directory;
  const wrong = [
    ...known('agent', ids.agent, agents),
    ...known('owner', ids.owner, agents),
    ...known('branch', ids.branch, branches),
    ...known('department', ids.department, departments),
    ...known('campaign', ids.campaign, campaigns),
    ...(kind === 'leads' ? known('status', ids.status, leadStatuses) : []),
  ];
  if (wrong.length > 0) throw invalid(wrong);
}

function nameOf(question: ExportQuestion): string {
  if (question.kind === 'calls') return `calls-${question.from}-${question.to}`;
  if (question.kind === 'leads') return 'leads';
  const { from, to, by } = question.question;
  return `report-${from}-${to}-by-${by}`;
}
