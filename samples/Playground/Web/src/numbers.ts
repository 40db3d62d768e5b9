// Numbers as people read them.

/** Three digits, with a true minus sign. */
export function short(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || Number.isNaN(value))
    return '–';
  if (!Number.isFinite(value))
    return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  let text: string;
  if (size === 0)
    text = '0';
  else if (size < 1e-3 || size >= 1e5)
    text = scientific(size, digits);
  else
    text = String(Number(size.toPrecision(digits)));
  return value < 0 ? '−' + text : text;
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e') as [string, string];
  const raised = [...String(Number(exponent))].map(c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]).join('');
  return `${mantissa.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}·10${raised}`;
}

/** 12,345 */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** 12.3k, 4.56M */
export function compact(value: number): string {
  if (value < 10_000)
    return count(value);
  return value < 1e6 ? `${short(value / 1e3)}k` : `${short(value / 1e6)}M`;
}

export function percent(value: number): string {
  return Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : '–';
}
