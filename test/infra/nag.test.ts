import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acceptedFindings } from './accepted-findings.ts';
import { synthesised } from './synthesised.ts';

const { stack } = synthesised();

function findingsOf(pack: NagPack): { rule: string; at: string }[] {
  return pack
    .validateScope(stack)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, at: constructPath ?? '' })),
    );
}

const findings = [new AwsSolutionsChecks(), new ServerlessChecks()].flatMap(findingsOf);

describe('cdk-nag', () => {
  it('finds nothing that is not accepted with a reason', () => {
    const isAccepted = (finding: { rule: string; at: string }) =>
      acceptedFindings.some(({ rule, at }) => rule === finding.rule && at.test(finding.at));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => !isAccepted(finding))).toEqual([]);
  });

  it.each(acceptedFindings)('still finds $rule at $at, accepted because: $reason', ({ rule, at }) => {
    expect(findings.filter((finding) => finding.rule === rule && at.test(finding.at))).not.toEqual([]);
  });
});
