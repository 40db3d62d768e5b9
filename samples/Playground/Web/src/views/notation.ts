// The lecture's notation as MathML: z = W·x + b, y = φ(z), O = w′·y, P = φ(O), ∂L/∂w.

import { math, type Child } from '../dom';
import { short } from '../numbers';

export type Term = Child;

export const mi = (name: string): Element => math('mi', name.length === 1 ? {} : { mathvariant: 'normal' }, name);
export const mo = (sign: string): Element => math('mo', {}, sign);
export const mn = (value: number | null | undefined): Element => math('mn', value !== null && value !== undefined && Number.isFinite(value) ? { title: String(value) } : {}, short(value));
export const row = (...terms: Term[]): Element => math('mrow', {}, ...terms);
export const formula = (...terms: Term[]): Element => math('math', { display: 'block' }, row(...terms));

/** ∂L/∂w */
export function slope(of: Element): Element {
  return math('mfrac', {}, row(mo('∂'), mi('L')), row(mo('∂'), of));
}

/** A name with as many primes as the layer's number says: w, w′, w″. */
export function primed(name: string, layer: number): Element {
  if (layer === 0)
    return mi(name);
  return math('msup', {}, mi(name), layer <= 3 ? mo('′″‴'[layer - 1]!) : math('mn', {}, `(${layer})`));
}

/** A name with a small number below: P₁. */
export function subscripted(name: string, number: number): Element {
  return math('msub', {}, mi(name), math('mn', {}, String(number)));
}

export function squared(name: string): Element {
  return math('msup', {}, mi(name), math('mn', {}, '2'));
}

/** x̂ */
export function hat(name: string): Element {
  return math('mover', { accent: 'true' }, mi(name), mo('^'));
}

export function root(...of: Element[]): Element {
  return math('msqrt', {}, ...of);
}

export function fraction(above: Element[], below: Element[]): Element {
  return math('mfrac', {}, row(...above), row(...below));
}

export function transposed(of: Element): Element {
  return math('msup', {}, row(of), mi('T'));
}

/** Numbers in brackets: rows of a matrix. Large matrices are cut short with dots. */
export function matrix(rows: readonly (readonly (number | null)[])[], most: number): Element {
  const cell = (...content: Term[]) => math('mtd', {}, ...content);
  const line = (numbers: readonly (number | null)[]) =>
    math('mtr', {}, ...numbers.slice(0, most).map(value => cell(mn(value))), ...numbers.length > most ? [cell(mo('⋯'))] : []);
  const lines = rows.slice(0, most).map(line);
  if (rows.length > most)
    lines.push(math('mtr', {}, ...Array.from({ length: Math.min(rows[0]!.length, most) }, () => cell(mo('⋮')))));
  return math('mtable', { class: 'matrix' }, ...lines);
}

/** A column of numbers; dots where they are not known. */
export function vector(values: readonly (number | null)[] | null | undefined, most: number): Element {
  return values ? matrix(values.map(value => [value]), most) : math('mo', {}, '…');
}
