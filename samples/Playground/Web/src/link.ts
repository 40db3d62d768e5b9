// The link that reproduces everything: the state, and how far the training had come, compressed into the part of the address after '#'.
// That part never leaves the browser.

import type { State } from './protocol';

export interface Linked {
  state: Partial<State>;
  step: number;
  /** The beginning of the parameters' hash after those steps, to be compared. */
  hash: string;
}

class Damaged extends Error {}

/** Fields with their defaults are left out, which keeps links short. */
export async function encodeLink(linked: Linked, defaults: State): Promise<string> {
  const changed = Object.fromEntries(Object.entries(linked.state).filter(([name, value]) =>
    name === 'version' || JSON.stringify(value) !== JSON.stringify(defaults[name as keyof State])));
  const text = JSON.stringify({ s: changed, n: linked.step, h: linked.hash });
  return '#1' + toBase64Url(await pass(new TextEncoder().encode(text), new CompressionStream('deflate-raw')));
}

/** Null if there is no link; an exception with words if it is damaged. */
export async function decodeLink(fragment: string): Promise<Linked | null> {
  if (fragment.length < 2)
    return null;
  try {
    if (!fragment.startsWith('#1'))
      throw new Damaged('its version is not known');
    const bytes = await pass(fromBase64Url(fragment.slice(2)), new DecompressionStream('deflate-raw'));
    const { s, n, h } = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof s !== 'object' || s === null)
      throw new Damaged('it holds no state');
    return { state: s, step: Number.isSafeInteger(n) && n > 0 ? n : 0, hash: typeof h === 'string' ? h : '' };
  } catch (error) {
    throw new Error(`The link in the address cannot be read (${error instanceof Damaged ? error.message : 'it is damaged'}), so it is not followed. Was it cut off?`);
  }
}

async function pass(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes)
    text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
}
