// Labelled controls, each with a sentence that says what it does.

import { element } from '../dom';

let fields = 0;

export interface Field<T> {
  readonly root: HTMLElement;
  show(value: T): void;
  /** Greys it out where it has no effect, and says why. */
  enable(isOn: boolean, why?: string): void;
  /** Says what is wrong with what was typed; '' when nothing is. The focus stays where it is: nobody is caught in a field. */
  complain(text: string): void;
}

function wrap<T>(label: string, sentence: string, control: HTMLInputElement | HTMLSelectElement, show: (value: T) => void, extra: HTMLElement[] = []): Field<T> {
  const id = `field${++fields}`;
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-words`);
  const words = element('p', { class: 'hint', id: `${id}-words` }, sentence);
  const isCheck = control instanceof HTMLInputElement && control.type === 'checkbox';
  const name = element('label', { for: id }, label);
  const root = element('div', { class: isCheck ? 'field check' : 'field' }, ...(isCheck ? [control, name] : [name, ...extra, control]), words);
  let complaint = '', present = sentence;
  const say = () => {
    words.textContent = complaint || present;
    words.classList.toggle('ill', complaint !== '');
  };
  const complain = (text: string) => {
    complaint = text;
    control.setCustomValidity(text);
    control.setAttribute('aria-invalid', String(text !== ''));
    say();
  };
  return {
    root,
    complain,
    show(value) {
      if (document.activeElement !== control || control.type !== 'text') {
        show(value);
        if (complaint)
          complain('');
      }
    },
    enable(isOn, why) {
      control.disabled = !isOn;
      present = isOn ? sentence : why ?? sentence;
      say();
    },
  };
}

/** A choice of several. */
export function choice(label: string, sentence: string, options: readonly (readonly [string, string])[], change: (value: string) => void): Field<string> {
  const select = element('select', {}, ...options.map(([value, text]) => element('option', { value }, text)));
  select.addEventListener('change', () => change(select.value));
  return wrap<string>(label, sentence, select, value => {
    select.value = value;
  });
}

export function check(label: string, sentence: string, change: (value: boolean) => void): Field<boolean> {
  const box = element('input', { type: 'checkbox' });
  box.addEventListener('change', () => change(box.checked));
  return wrap<boolean>(label, sentence, box, value => {
    box.checked = value;
  });
}

/** A number that is typed: any size, with a message if it is not one or out of range. */
export function number(label: string, sentence: string, [least, most]: readonly [number, number], change: (value: number) => void, isWhole = false): Field<number> {
  const input = element('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off' });
  const take = () => {
    const value = Number(input.value.trim().replace('−', '-').replace(',', '.'));
    if (input.value.trim() === '' || !Number.isFinite(value))
      return field.complain(`'${input.value}' is not a number.`);
    if (value < least || value > most || (isWhole && !Number.isInteger(value)))
      return field.complain(`${label} is ${input.value}, but must be ${isWhole ? 'a whole number ' : ''}from ${least} to ${most}.`);
    field.complain('');
    change(value);
  };
  input.addEventListener('change', take);
  input.addEventListener('input', () => field.complain(''));
  input.addEventListener('keydown', event => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step)
      return;
    event.preventDefault();
    const value = Number(input.value) || 0;
    input.value = String(Math.min(most, Math.max(least, isWhole ? value + step : Number((value * 10 ** (step / 10)).toPrecision(3)) || (step > 0 ? 0.001 : 0))));
    take();
  });
  const field = wrap<number>(label, sentence, input, value => {
    input.value = String(value);
  });
  return field;
}

/** A number between two ends, with a slider. */
export function slider(label: string, sentence: string, [least, most, step]: readonly [number, number, number], change: (value: number) => void, text: (value: number) => string = String): Field<number> {
  const input = element('input', { type: 'range', min: least, max: most, step });
  const shown = element('output', { class: 'value' });
  const say = () => {
    shown.textContent = text(Number(input.value));
    input.setAttribute('aria-valuetext', shown.textContent);
  };
  input.addEventListener('input', () => {
    say();
    change(Number(input.value));
  });
  return wrap<number>(label, sentence, input, value => {
    input.value = String(value);
    say();
  }, [shown]);
}
