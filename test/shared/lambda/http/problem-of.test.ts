import { describe, expect, it } from 'vitest';
import { notFound, Problem } from '../../../../shared/lambda/http/problem.ts';
import { problemOf } from '../../../../shared/lambda/http/problem-of.ts';
import { BadCursor } from '../../../../shared/store/bad-cursor.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error('inside: +919812345678'), { name, ...more });

describe('problemOf', () => {
  it.each([
    ['a throttled table', named('ProvisionedThroughputExceededException', { $fault: 'client' }), 503],
    ['a throttled service', named('ThrottlingException'), 503],
    [
      'a transaction that is throttled',
      named('TransactionCanceledException', { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] }),
      503,
    ],
    ['a transaction that is not valid', named('TransactionCanceledException', { CancellationReasons: [{ Code: 'ValidationError' }] }), 500],
    ['a service that fails', named('Whatever', { $fault: 'server' }), 503],
    ['a store that does not answer in time', named('TimeoutError'), 503],
    ['a store that is not reached', named('Error', { code: 'ECONNREFUSED' }), 503],
    ['one of those inside another error', new Error('outer', { cause: named('TimeoutError') }), 503],
    ['one of those among several', new AggregateError([named('Error'), named('ThrottlingException')]), 503],
    ['a cursor of no list', new BadCursor('x'), 400],
    ['a permission that is missing', named('AccessDeniedException', { $fault: 'client' }), 500],
    ['a mistake of ours', new TypeError('x is not a function'), 500],
    ['a thrown text', 'boom', 500],
    ['a problem', notFound('lead', 'l_1'), 404],
  ])('answers %s', (_what, error, status) => {
    const problem = problemOf(error, 'r-1');
    expect(problem.status).toBe(status);
    expect(JSON.stringify(problem.body)).not.toMatch(/inside:|\+91|not a function|boom/);
    if (status === 503) expect(problem.details.headers?.['retry-after']).toMatch(/^\d+$/);
  });

  it('tells of our own faults by the id under which they were logged', () => {
    expect(problemOf(new Error('secret'), 'r-1').message).toContain('r-1');
  });

  it('keeps the cause for the log', () => {
    const cause = new TypeError('x');
    expect(problemOf(cause, 'r-1')).toBeInstanceOf(Problem);
    expect(problemOf(cause, 'r-1').cause).toBe(cause);
  });
});
