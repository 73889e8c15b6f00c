import type { ExportAsked } from '../../shared/contracts/routes/exports.ts';
import type { Export, ExportQuestion } from '../../shared/domain/export.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { questionOf } from '../reports/question-of.ts';
import { known } from './known.ts';

/** What a request asks to be exported. @throws Problem 400 naming every id that is not there. */
export function asked(body: ExportAsked, directory: Directory): Pick<Export, 'question' | 'format' | 'name' | 'bom'> {
  checkIds(body, directory);
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

function checkIds(body: ExportAsked, { agents, branches, departments, campaigns, leadStatuses }: Directory): void {
  const wrong = [
    ...('agent' in body ? known('agent', body.agent, agents) : []),
    ...('owner' in body ? known('owner', body.owner, agents) : []),
    ...('branch' in body ? known('branch', body.branch, branches) : []),
    ...('department' in body ? known('department', body.department, departments) : []),
    ...known('campaign', body.campaign, campaigns),
    ...(body.kind === 'leads' ? known('status', body.status, leadStatuses) : []),
  ];
  if (wrong.length > 0) throw invalid(wrong);
}

function nameOf(question: ExportQuestion): string {
  if (question.kind === 'calls') return `calls-${question.from}-${question.to}`;
  if (question.kind === 'leads') return 'leads';
  const { from, to, by } = question.question;
  return `report-${from}-${to}-by-${by}`;
}

/** As every system and every header takes it. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w .()-]+/g, '')
    .trim();
  return plain.replace(/^\.+/, '').slice(0, 80) || 'export';
}
