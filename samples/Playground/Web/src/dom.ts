// Small helpers for building the page: elements by name, attributes and children.

export type Child = Node | string;
type Value = string | number | boolean | ((event: never) => void);

/** An element. Functions become listeners, true an empty attribute, false none. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, Value> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  assign(made, attributes);
  made.append(...children);
  return made;
}

/** An element of MathML. */
export function math(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): Element {
  const made = document.createElementNS('http://www.w3.org/1998/Math/MathML', tag);
  assign(made, attributes);
  made.append(...children);
  return made;
}

function assign(target: Element, attributes: Record<string, Value>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function')
      target.addEventListener(name, value as EventListener);
    else if (value !== false)
      target.setAttribute(name, value === true ? '' : String(value));
  }
}

/** The element with an id that index.html has. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found)
    throw new Error(`index.html has no element '${id}'.`);
  return found as T;
}

/** Sets a text only if it has changed, which spares layout and screen readers. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text)
    target.textContent = text;
}

/** A canvas's context, sized for the screen's density. Returns the size in CSS pixels. */
export function fit(canvas: HTMLCanvasElement): { context: CanvasRenderingContext2D; width: number; height: number } {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const width = canvas.clientWidth, height = canvas.clientHeight;
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h)
    [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

/** Calls an action when nothing has called for some milliseconds. */
export function debounce(milliseconds: number, action: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(action, milliseconds);
  };
}
