/** A cursor that no list of this kind gave out; the API answers 400. */
export class BadCursor extends Error {
  readonly code = 'bad-cursor';
  override readonly name = 'BadCursor';

  constructor(cursor: string, options?: ErrorOptions) {
    super(
      `Cannot continue the list: "${cursor.slice(0, 40)}" is not a cursor of it. Take it from the page before, or leave it out`,
      options,
    );
  }
}
