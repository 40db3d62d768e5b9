// The text of a declaration as a list of attributes with their places, and the edits that the page's buttons make in it.
// The text is the truth: buttons change it as a person would, and leave the rest as it was written.

/** One attribute: `text.slice(start, end)` is it, `name` and `args` (without the parentheses) its parts. */
export interface Attribute {
  readonly name: string;
  readonly args: string;
  readonly start: number;
  readonly end: number;
  /** The brackets that hold it: `text.slice(open, close)` is `[…]`. */
  readonly open: number;
  readonly close: number;
}

/** All attributes in order. What is not understood is left out; the server says what is wrong with it. */
export function attributesOf(text: string): Attribute[] {
  const found: Attribute[] = [];
  let at = 0;
  while ((at = skipTo(text, at, '[')) < text.length) {
    const open = at, parts: { start: number; end: number }[] = [];
    let depth = 0, start = ++at;
    for (; at < text.length; at++) {
      const c = text[at];
      if (c === '"')
        at = endOfString(text, at);
      else if (c === '(')
        depth++;
      else if (c === ')')
        depth--;
      else if (c === '[' || (c === ']' && depth <= 0))
        break;
      else if (c === ',' && depth <= 0) {
        parts.push({ start, end: at });
        start = at + 1;
      }
    }
    parts.push({ start, end: at });
    const close = Math.min(at + (text[at] === ']' ? 1 : 0), text.length);
    for (const part of parts) {
      const written = text.slice(part.start, part.end), trimmed = written.trim();
      const match = /^(\w+)\s*(?:\(([\s\S]*)\))?$/.exec(trimmed);
      if (match) {
        const first = part.start + written.length - written.trimStart().length;
        found.push({ name: match[1]!.replace(/(?<=.)Attribute$/, ''), args: (match[2] ?? '').trim(), start: first, end: first + trimmed.length, open, close });
      }
    }
    if (text[at] === ']')
      at++;
  }
  return found;
}

/** Arguments split at the commas outside of strings. */
export function argumentsOf(args: string): string[] {
  if (args.trim() === '')
    return [];
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= args.length; at++) {
    if (args[at] === '"')
      at = endOfString(args, at);
    else if (at === args.length || args[at] === ',') {
      parts.push(args.slice(start, at).trim());
      start = at + 1;
    }
  }
  return parts;
}

/** The value of a named argument (`units: 8`, `Name = "a"`), or else of the one at a position. */
export function argument(attribute: Attribute, name: string, position = -1): string | undefined {
  const parts = argumentsOf(attribute.args);
  const named = parts.find(part => new RegExp(`^${name}\\s*[:=]`, 'i').test(part));
  if (named)
    return named.replace(/^\w+\s*[:=]\s*/, '');
  const part = parts[position];
  return part !== undefined && !/^\w+\s*[:=]/.test(part) ? part : undefined;
}

/** The attribute's text with one named argument set, or without it for null. */
export function withArgument(attribute: Attribute, name: string, value: string | null): string {
  const parts = argumentsOf(attribute.args).filter(part => !new RegExp(`^${name}\\s*=`).test(part));
  if (value !== null)
    parts.push(`${name} = ${value}`);
  return written(attribute.name, parts.join(', '));
}

/** An attribute as it is written: without parentheses if it has no arguments. */
export function written(name: string, args: string): string {
  return args === '' ? name : `${name}(${args})`;
}

export function replace(text: string, attribute: Attribute, by: string): string {
  return text.slice(0, attribute.start) + by + text.slice(attribute.end);
}

/** Takes an attribute out, with its line if it was alone there. */
export function remove(text: string, attribute: Attribute): string {
  const others = attributesOf(text).filter(other => other.open === attribute.open && other.start !== attribute.start);
  if (others.length === 0) {
    let end = attribute.close;
    if (text[end] === '\n')
      end++;
    else if (attribute.open > 0 && text[attribute.open - 1] === '\n')
      return text.slice(0, attribute.open - 1) + text.slice(end);
    return text.slice(0, attribute.open) + text.slice(end);
  }
  const previous = others.filter(other => other.end <= attribute.start).at(-1), next = others.find(other => other.start >= attribute.end);
  return previous ? text.slice(0, previous.end) + text.slice(attribute.end) : text.slice(0, attribute.start) + text.slice(next!.start);
}

/** Takes several attributes out. */
export function removeAll(text: string, attributes: readonly Attribute[]): string {
  // From the last to the first: those before keep their starts, but not the ends of their brackets.
  for (const { start } of [...attributes].sort((a, b) => b.start - a.start)) {
    const present = attributesOf(text).find(attribute => attribute.start === start);
    text = present ? remove(text, present) : text;
  }
  return text;
}

/** Writes another attribute after one, in the same brackets. */
export function append(text: string, attribute: Attribute, added: string): string {
  return `${text.slice(0, attribute.end)}, ${added}${text.slice(attribute.end)}`;
}

/** Writes a line of its own after the brackets of an attribute, or before them. */
export function insertLine(text: string, attribute: Attribute, line: string, before = false): string {
  return before
    ? `${text.slice(0, attribute.open)}${line}\n${text.slice(attribute.open)}`
    : `${text.slice(0, attribute.close)}\n${line}${text.slice(attribute.close)}`;
}

/** Exchanges two attributes. */
export function swap(text: string, first: Attribute, second: Attribute): string {
  const [a, b] = first.start < second.start ? [first, second] : [second, first];
  return text.slice(0, a.start) + text.slice(b.start, b.end) + text.slice(a.end, b.start) + text.slice(a.start, a.end) + text.slice(b.end);
}

/** The index of the attribute at a place in the text, or −1. */
export function attributeAt(attributes: readonly Attribute[], place: number): number {
  return attributes.findIndex(attribute => place >= attribute.start && place <= attribute.end);
}

function skipTo(text: string, at: number, wanted: string): number {
  while (at < text.length && text[at] !== wanted)
    at++;
  return at;
}

/** The place of the closing quote, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (at++; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\')
      at++;
  }
  return at;
}
