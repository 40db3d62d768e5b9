// Every item of the lecture's map as a control with a sentence: the options of the run, and those that are blocks of the declaration.

import type { App } from '../app';
import { attributesOf, argument } from '../declaration';
import { byId, element, setText } from '../dom';
import type { State } from '../protocol';
import type { Topology } from '../topology';
import { check, choice, number, slider, type Field } from './fields';

type Numbers = { [K in keyof State]: State[K] extends number ? K : never }[keyof State];

export class TrainingView {
  private readonly updates: (() => void)[] = [];

  constructor(private readonly app: App, private readonly topology: Topology) {
    const root = byId('training');
    root.append(
      element('p', { class: 'hint' }, 'Each change begins again from the seed, so that what you see after n steps depends on nothing but what is written here.'),
      this.group('Steps', this.steps()),
      this.group('Blocks', this.blocks()),
      this.group('Against overfitting', this.penalties()),
      this.group('Stability', this.stability()));
    app.on('state', () => this.updates.forEach(update => update()));
  }

  private group(title: string, fields: HTMLElement[]): HTMLElement {
    return element('fieldset', {}, element('legend', {}, title), element('div', { class: 'fields' }, ...fields));
  }

  private steps(): HTMLElement[] {
    const { catalogue } = this.app.hello!, state = () => this.app.state;
    const optimizer = choice('Optimiser', '', catalogue.optimizers.map(item => [item.id, item.id]), id =>
      this.app.change({ optimizer: id, rate: catalogue.optimizers.find(item => item.id === id)!.rate, momentum: id === 'Sgd' ? state().momentum : 0, nesterov: false }));
    this.updates.push(() => {
      const chosen = catalogue.optimizers.find(item => item.id === state().optimizer);
      optimizer.show(state().optimizer);
      setText(optimizer.root.querySelector('.hint')!, chosen?.text ?? '');
    });
    const schedule = choice('Schedule', '', catalogue.schedules.map(item => [item.id, item.label ?? item.id]), id => this.app.change({ schedule: id }));
    this.updates.push(() => {
      schedule.show(state().schedule);
      setText(schedule.root.querySelector('.hint')!, catalogue.schedules.find(item => item.id === state().schedule)?.text ?? '');
    });
    const takes = () => catalogue.optimizers.find(item => item.id === state().optimizer);
    return [
      optimizer.root,
      this.number('rate', 'Learning rate η', 'The length of a step: too large and the loss grows, too small and nothing happens.', [1e-6, 10]),
      this.number('batch', 'Batch size', 'Samples per step; 1 is stochastic, 0 takes all: the true gradient.', [0, 2048], true),
      this.slider('momentum', 'Momentum', 'Each step keeps this share of the one before, and rolls through flat places.', [0, 0.99, 0.01], () => takes()?.momentum ?? true, 'This optimiser has its own.'),
      this.check('nesterov', 'Nesterov', 'Momentum that looks ahead: the gradient is taken where the step will lead.', () => state().optimizer === 'Sgd' && state().momentum > 0, 'Only for Sgd with a momentum.'),
      schedule.root,
      this.number('scheduleSteps', 'Schedule length', 'Steps until the schedule has run.', [1, 1_000_000], true, () => state().schedule !== 'Constant', 'A constant rate has no length.'),
      this.number('seed', 'Seed', 'Begins the weights, the shuffling, dropout and noise: the same seed gives the same bits.', [-(2 ** 53), 2 ** 53], true),
      this.curvature(),
    ];
  }

  private curvature(): HTMLElement {
    return element('div', { class: 'field' },
      element('span', { class: 'label' }, 'Curvature'),
      element('button', { type: 'button', id: 'minimize', 'aria-describedby': 'minimize-words', click: () => this.app.send({ type: 'minimize', iterations: 50 }) }, 'L-BFGS, 50 iterations'),
      element('p', { class: 'hint', id: 'minimize-words' }, 'Minimises on all training rows at once from where the network is, with a strong Wolfe line search.'));
  }

  private blocks(): HTMLElement[] {
    const { catalogue } = this.app.hello!, topology = this.topology;
    const activations = catalogue.blocks.filter(block => block.group === 'activation');
    const hasAny = (...kinds: string[]) => attributesOf(this.app.state.declaration).find(attribute => kinds.includes(attribute.name));
    return [
      this.declared(choice('Activation', 'Bends the line of each unit. Without it, all layers together draw one line. PRelu learns its slope.',
        [['', 'none or several'], ...activations.map(block => [block.example, block.kind] as const)],
        value => this.edit(text => topology.withActivations(text, value || null))), () => {
        const kinds = new Set(topology.hidden(this.app.state.declaration).map(layer => layer.activation?.name));
        return activations.find(block => kinds.size === 1 && kinds.has(block.kind))?.example ?? '';
      }),
      this.declared(choice('Initialiser', 'Where weights begin: Auto takes He before ReLU and Xavier before others; with zeros all units stay the same.',
        catalogue.initializers.map(item => [item.id, item.id]),
        value => this.edit(text => topology.withDenseArgument(text, 'Initializer', value === 'Auto' ? null : `Initializer.${value}`))),
      () => argument(topology.layersOf(this.app.state.declaration)[0]?.dense ?? nothing, 'Initializer')?.replace('Initializer.', '') ?? 'Auto'),
      this.declared(choice('Loss', 'What is minimised. Cross-entropies judge probabilities, squared errors distances.',
        catalogue.losses.map(loss => [loss.example, loss.kind]), value => this.edit(text => this.withLoss(text, value))),
      () => catalogue.losses.find(loss => loss.kind === topology.lossOf(this.app.state.declaration)?.name)?.example ?? ''),
      this.declared(choice('Normalisation', 'Keeps signals from vanishing or exploding from layer to layer.',
        [['', 'none'], ['Standardize', 'Standardize the inputs'], ['LayerNorm', 'LayerNorm'], ['RmsNorm', 'RmsNorm'], ['BatchNorm', 'BatchNorm']],
        value => this.edit(text => {
          const bare = topology.without(text, ['Standardize', 'LayerNorm', 'RmsNorm', 'BatchNorm']);
          return value === '' ? bare : value === 'Standardize' ? topology.withFirst(bare, '[Standardize]') : topology.withFollower(bare, [], value, true);
        })), () => hasAny('Standardize', 'LayerNorm', 'RmsNorm', 'BatchNorm')?.name ?? ''),
      this.declared(check('Residual', 'Adds a layer whose input is added to its output: the gradient gets a path around it.',
        value => this.edit(text => topology.withResidual(text, value))), () => !!hasAny('BeginResidual')),
      ...this.heads(),
      this.declared(check('Derivatives', 'Lets the compiler write ∂y/∂x too: arrows on the output show where it grows, and the pointer shows the numbers. They are for looking; training does not use them.',
        value => this.edit(text => value ? topology.withOption(text, '[Differentiable]') : topology.without(text, ['Differentiable']))), () => !!hasAny('Differentiable')),
    ];
  }

  /** A second target, learned by a head after the same trunk, and how much each of the two losses counts. */
  private heads(): HTMLElement[] {
    const topology = this.topology, { targets } = this.app.hello!.catalogue, text = () => this.app.state.declaration;
    const sentence = 'Learns a second target after the same trunk: what helps one may help the other.';
    const select = choice('Second head', sentence, [['', 'none']], value => this.edit(text => topology.withSecondHead(text, value || null)));
    const control = select.root.querySelector('select')!, words = select.root.querySelector('.hint')!;
    let offered = '';
    this.updates.push(() => {
      const inputs = this.app.state.data === 'digits' ? 64 : 2, isValued = this.app.state.own.length > 0 && this.app.state.data === 'own' && this.app.state.own.every(point => point.length > 3);
      const known = targets.filter(target => target.inputs === inputs && target.id !== 'class'), names = `${inputs} ${isValued}`;
      if (offered !== names)
        control.replaceChildren(element('option', { value: '' }, 'none'),
          ...known.map(target => element('option', { value: target.id, disabled: target.id === 'value' && !isValued }, target.id === 'value' && !isValued ? 'value (paste a fourth column)' : target.id)));
      offered = names;
      const second = topology.headsOf(text())[1]?.name.toLowerCase();
      select.show(second && known.some(target => target.id === second) ? second : '');
      setText(words, known.find(target => target.id === second)?.text ?? sentence);
    });
    const weights = [0, 1].map(index => {
      const field = number(`Weight of head ${index + 1}`, 'The factor of its loss in the sum that is minimised.', [1e-6, 1000], value => this.edit(text => topology.withHeadWeight(text, index, value)));
      this.updates.push(() => {
        const head = topology.headsOf(text())[index];
        field.show(head?.weight ?? 1);
        field.enable(!!head, 'Only for a network with heads.');
      });
      return field.root;
    });
    return [select.root, ...weights];
  }

  /** Another loss may need another end: probabilities for cross-entropy, numbers for distances. */
  private withLoss(text: string, example: string): string {
    const last = this.topology.layersOf(text).findIndex(layer => layer.isOutput), name = example.replace(/\(.*/, '');
    const isSeveral = (this.topology.layersOf(text)[last]?.units ?? 1) > 1;
    if (name === 'CrossEntropy' || name === 'KullbackLeibler')
      text = this.topology.withActivation(isSeveral ? text : this.topology.withUnits(text, last, 2), last, 'Softmax');
    else if (name === 'BinaryCrossEntropy')
      text = this.topology.withActivation(text, last, 'Sigmoid');
    else if (name === 'Hinge' || name === 'Poisson')
      text = this.topology.withActivation(text, last, null);
    return this.topology.withLoss(text, example);
  }

  private penalties(): HTMLElement[] {
    const topology = this.topology;
    const strength = (kind: string) => Number(argument(attributesOf(this.app.state.declaration).find(attribute => attribute.name === kind) ?? nothing, 'rate', 0)
      ?? (attributesOf(this.app.state.declaration).some(attribute => attribute.name === kind) ? 0.5 : 0));
    return [
      this.declared(slider('Dropout', 'This share of the hidden units is silent in each step, so that none relies on another.', [0, 0.8, 0.05],
        value => this.edit(text => topology.withFollower(text, ['Dropout'], value === 0 ? null : `Dropout(${value})`)), value => value === 0 ? 'off' : String(value)), () => strength('Dropout')),
      this.declared(slider('Noise on units', 'Gaussian noise on hidden units in training: GaussianNoise.', [0, 0.5, 0.05],
        value => this.edit(text => topology.withFollower(text, ['GaussianNoise'], value === 0 ? null : `GaussianNoise(${value})`)), value => value === 0 ? 'off' : String(value)), () => strength('GaussianNoise')),
      this.number('l1', 'L1', 'Adds λ·|w| to the loss: weights that do little become zero, or nearly so.', [0, 1]),
      this.number('l2', 'L2', 'Adds λ/2·w² to the loss: keeps all weights small, and the region smooth.', [0, 1]),
      ...['L1', 'L2'].map(kind => this.declared(number(`Declared ${kind}`, `The same penalty as a part of the class: [${kind}(…)], which every trainer of it applies.`, [0, 1],
        value => this.edit(text => {
          const bare = topology.without(text, [kind]);
          return value === 0 ? bare : topology.withOption(bare, `[${kind}(${value})]`);
        })), () => strength(kind))),
      this.number('weightDecay', 'Weight decay', 'Shrinks weights a little in each step; with AdamW apart from the gradient.', [0, 1], false,
        () => this.app.hello!.catalogue.optimizers.find(item => item.id === this.app.state.optimizer)?.weightDecay ?? true, 'This optimiser has none.'),
      this.number('maxNorm', 'Max-norm', 'The weights into one unit are scaled back to at most this length; 0 is off.', [0, 1000]),
      this.number('augment', 'Augmentation', 'Each batch is changed a little at random: noise on points, shifts of digits; 0 is off.', [0, 2]),
      this.number('patience', 'Early stopping', 'Ends after this many epochs without a better test loss; 0 is off.', [0, 10_000], true),
    ];
  }

  private stability(): HTMLElement[] {
    return [
      this.number('clipNorm', 'Clip the norm', 'A gradient longer than this is scaled back: against exploding gradients; 0 is off.', [0, 1000]),
      this.number('clipValue', 'Clip values', 'Each part of the gradient stays within ± this; 0 is off.', [0, 1000]),
    ];
  }

  private number(key: Numbers, label: string, sentence: string, range: [number, number], isWhole = false, isOn = () => true, why = ''): HTMLElement {
    return this.bind(key, number(label, sentence, range, value => this.app.change({ [key]: value }), isWhole), isOn, why);
  }

  private slider(key: Numbers, label: string, sentence: string, range: [number, number, number], isOn = () => true, why = ''): HTMLElement {
    return this.bind(key, slider(label, sentence, range, value => this.app.change({ [key]: value })), isOn, why);
  }

  private check(key: 'nesterov', label: string, sentence: string, isOn: () => boolean, why: string): HTMLElement {
    return this.bind(key, check(label, sentence, value => this.app.change({ [key]: value })), isOn, why);
  }

  private bind<K extends keyof State>(key: K, field: Field<State[K]>, isOn: () => boolean, why: string): HTMLElement {
    this.updates.push(() => {
      field.show(this.app.state[key]);
      field.enable(isOn(), why);
    });
    return field.root;
  }

  /** A control whose value is in the declaration's text. */
  private declared<T>(field: Field<T>, value: () => T): HTMLElement {
    this.updates.push(() => field.show(value()));
    return field.root;
  }

  private edit(change: (text: string) => string): void {
    this.app.change({ declaration: change(this.app.state.declaration) });
  }
}

const nothing = { name: '', args: '', start: 0, end: 0, open: 0, close: 0 };
