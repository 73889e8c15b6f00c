import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/**
 * Which of a transaction's actions had conditions that did not hold, and which met another transaction.
 * @throws the error itself where it is neither: throttling, or no answer.
 */
export function refusedActions(error: unknown): { failed: number[]; disturbed: number[] } {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  const those = (wanted: string) => codes.flatMap((code, index) => (code === wanted ? [index] : []));
  const [failed, disturbed] = [those('ConditionalCheckFailed'), those('TransactionConflict')];
  if (failed.length === 0 && disturbed.length === 0) throw error;
  return { failed, disturbed };
}
