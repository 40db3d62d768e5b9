// The colours of the style sheet as numbers, for canvases. They follow light and dark.

export type Rgb = [number, number, number];

export interface Palette {
  paper: Rgb;
  ink: Rgb;
  muted: Rgb;
  line: Rgb;
  accent: Rgb;
  classes: Rgb[];
}

let current: Palette | null = null;
const scheme = matchMedia('(prefers-color-scheme: dark)');

export function palette(): Palette {
  if (!current) {
    const style = getComputedStyle(document.documentElement);
    const read = (name: string): Rgb => {
      const digits = style.getPropertyValue(name).trim().slice(1);
      const hex = parseInt(digits.length === 3 ? [...digits].map(digit => digit + digit).join('') : digits, 16);
      return [hex >> 16, (hex >> 8) & 255, hex & 255];
    };
    current = {
      paper: read('--paper'),
      ink: read('--ink'),
      muted: read('--muted'),
      line: read('--line'),
      accent: read('--accent'),
      classes: Array.from({ length: 10 }, (_, index) => read(`--class${index}`)),
    };
  }
  return current;
}

/** Calls when the page turns light or dark. */
export function onPalette(listener: () => void): void {
  scheme.addEventListener('change', () => {
    current = null;
    listener();
  });
}

export function css([r, g, b]: Rgb, alpha = 1): string {
  return alpha === 1 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${alpha})`;
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map(at => Math.round(from[at]! + (to[at]! - from[at]!) * share)) as Rgb;
}

/** Colours of values from -1 (the first class's) over 0 (paper) to 1 (the second's), in 256 steps as RGBA words of a canvas. */
export function signedColours(): Uint32Array {
  const { paper, classes } = palette();
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const value = (index - 127.5) / 127.5;
    return word(mix(paper, classes[value < 0 ? 0 : 1]!, 0.9 * Math.abs(value)));
  });
}

/** A colour as a pixel of a canvas. */
export function word([r, g, b]: Rgb): number {
  return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
}
