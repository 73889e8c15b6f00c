import { invalid } from '../service-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import type { DocumentPath } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { isReserved } from './reserved-words.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What an expression works on: a place in the item, or a value of the request. */
export type Operand = { kind: 'path'; path: DocumentPath } | { kind: 'value'; value: AttributeValue };

/** Goes through the tokens of one expression, one after the other. */
export type TokenReader = {
  /** Takes the next token if it is this symbol or, in any case, this keyword. */
  takes: (text: string) => boolean;
  expects: (text: string) => void;
  /** Takes the name of a function, which the next token is if a parenthesis follows. */
  takesFunction: () => string | undefined;
  peek: () => Token | undefined;
  path: () => DocumentPath;
  operand: () => Operand;
  /** @throws ServiceError with what stands where something else should. */
  unexpected: () => never;
  invalid: (why: string) => Error;
};

/** Reads `expression`, the request's parameter of this name. Every method throws a ServiceError where it cannot go on. */
export function tokenReader(expression: string, parameter: string, { nameFor, valueFor }: Placeholders): TokenReader {
  const tokens = tokensOf(expression, parameter);
  let at = 0;
  const peek = () => tokens[at];
  const refused = (why: string) => invalid(`Invalid ${parameter}: ${why}`);
  const isNext = (text: string, token = peek()) =>
    token?.kind === 'symbol' ? token.text === text : token?.kind === 'word' && token.text.toUpperCase() === text;

  function unexpected(): never {
    const token = peek()?.text ?? '<EOF>';
    const near = tokens.slice(Math.max(0, at - 1), at + 2).map(({ text }) => text);
    throw refused(`Syntax error; token: "${token}", near: "${near.join(' ')}"`);
  }

  function takes(text: string): boolean {
    const found = isNext(text);
    if (found) at += 1;
    return found;
  }

  function expects(text: string): void {
    if (!takes(text)) unexpected();
  }

  function takesFunction(): string | undefined {
    const token = peek();
    if (token?.kind !== 'word' || tokens[at + 1]?.text !== '(') return undefined;
    at += 2;
    return token.text;
  }

  function name(): string {
    const token = peek();
    if (token?.kind !== 'name' && token?.kind !== 'word') return unexpected();
    at += 1;
    if (token.kind === 'name') return nameFor(token.text);
    if (isReserved(token.text)) throw refused(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    return token.text;
  }

  function position(): number {
    const token = peek();
    if (token?.kind !== 'number') return unexpected();
    at += 1;
    expects(']');
    return Number(token.text);
  }

  function path(): DocumentPath {
    const steps: [string, ...(string | number)[]] = [name()];
    for (;;) {
      if (takes('.')) steps.push(name());
      else if (takes('[')) steps.push(position());
      else return steps;
    }
  }

  function operand(): Operand {
    const token = peek();
    if (token?.kind !== 'value') return { kind: 'path', path: path() };
    at += 1;
    return { kind: 'value', value: valueFor(token.text) };
  }

  return { takes, expects, takesFunction, peek, path, operand, unexpected, invalid: refused };
}
