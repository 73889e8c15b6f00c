import { invalid } from './problem.ts';

/**
 * The query of a URL as fields. Read from the raw text: API Gateway joins repeated parameters with commas.
 * @throws Problem 400 for a parameter that is given twice.
 */
export function queryOf(rawQuery: string): Record<string, string> {
  const fields = [...new URLSearchParams(rawQuery)];
  const twice = fields.find(([name], at) => fields.findIndex(([other]) => other === name) !== at);
  if (twice) throw invalid([{ path: twice[0], message: 'it is given twice' }]);
  return Object.fromEntries(fields);
}
