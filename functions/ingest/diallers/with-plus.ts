/** A number as carriers write it who leave the plus of the country code out (`919812345678`); anything else as it is. */
export function withPlus(text: string | undefined): string | undefined {
  return text !== undefined && /^\s*[1-9]\d{7,14}\s*$/.test(text) ? `+${text.trim()}` : text;
}
