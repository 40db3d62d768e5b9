import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hello, load } from './load.mjs';

const { Topology } = await load('topology');
const topology = new Topology(hello);
const plain = '[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(4, Bias = false), Relu, Dropout(0.2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]';

test('layers are dense blocks with what follows them', () => {
  assert.deepEqual(topology.layersOf(plain).map(layer => [layer.units, layer.activation?.name, layer.followers.length]), [[8, 'Tanh', 1], [4, 'Relu', 2], [1, 'Sigmoid', 1]]);
  assert.equal(topology.hidden(plain).length, 2);
  assert.equal(topology.lossOf(plain).name, 'BinaryCrossEntropy');
});

test('a layer is resized, named arguments or not', () => {
  assert.match(topology.withUnits(plain, 1, 5), /Dense\(5, Bias = false\)/);
  assert.equal(topology.withUnits('[Dense(Bias = false, units: 3)]', 0, 5), '[Dense(Bias = false, units: 5)]');
});

test('a layer is added before the last, and removed again', () => {
  const more = topology.withLayer(plain);
  assert.equal(more, plain.replace('[Dense(1)', '[Dense(4), Relu]\n[Dense(1)'));
  assert.equal(topology.withoutLayer(more, 2), plain);
  assert.equal(topology.withoutLayer(plain, 1), '[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]');
});

test('activations are changed, added after norms, and removed', () => {
  assert.match(topology.withActivation(plain, 0, 'PRelu'), /\[Dense\(8\), PRelu\]/);
  assert.match(topology.withActivations(plain, null), /\[Dense\(8\)\]\n\[Dense\(4, Bias = false\), Dropout\(0.2\)\]/);
  assert.equal(topology.withActivation('[Dense(8), LayerNorm]\n[Dense(1)]', 0, 'Relu'), '[Dense(8), LayerNorm, Relu]\n[Dense(1)]');
});

test('followers of all hidden layers are set and taken away', () => {
  assert.equal(topology.withFollower(plain, ['Dropout'], 'Dropout(0.5)'), plain.replace('Tanh]', 'Tanh, Dropout(0.5)]').replace('Dropout(0.2)', 'Dropout(0.5)'));
  assert.equal(topology.withFollower(plain, ['Dropout'], null), plain.replace(', Dropout(0.2)', ''));
  assert.match(topology.withFollower(plain, [], 'LayerNorm', true), /\[Dense\(8\), LayerNorm, Tanh\]/);
});

test('the initialiser of all dense blocks', () => {
  const set = topology.withDenseArgument(plain, 'Initializer', 'Initializer.Zeros');
  assert.equal(set.match(/Initializer = Initializer.Zeros/g).length, 3);
  assert.equal(topology.withDenseArgument(set, 'Initializer', null), plain);
});

test('a residual is added and removed', () => {
  const on = topology.withResidual(plain, true);
  assert.match(on, /\[Dense\(8\), Tanh\]\n\[BeginResidual\]\n\[Dense\(8\), Tanh\]\n\[EndResidual\]\n/);
  assert.equal(topology.withResidual(on, false), plain);
  assert.equal(topology.withoutLayer(on, 1), plain);
});

test('the end fits the classes', () => {
  const three = topology.withClasses(plain, 3);
  assert.match(three, /\[Dense\(3\), Softmax\]\n\[CrossEntropy\]$/);
  assert.equal(topology.withClasses(three, 2), plain);
  assert.equal(topology.withClasses(plain, 2), plain);
});

test('inputs, losses and options', () => {
  assert.match(topology.withInputs(plain, 64), /^\[Network\(inputs: 64\)\]/);
  assert.match(topology.withLoss(plain, 'MeanSquaredError'), /\[MeanSquaredError\]$/);
  assert.match(topology.withOption(plain, '[L2(0.001)]'), /\[BinaryCrossEntropy\]\n\[L2\(0.001\)\]$/);
  assert.match(topology.withFirst(plain, '[Standardize]'), /^\[Network\(inputs: 2\)\]\n\[Standardize\]\n/);
});

test('a second head shares the trunk, and goes again', () => {
  const two = topology.withSecondHead(plain, 'radius');
  assert.match(two, /\[Head\("class"\)\]\n\[Dense\(1\), Sigmoid\]\n\[BinaryCrossEntropy\]\n\[Head\("radius"\)\]\n\[Dense\(1\)\]\n\[MeanSquaredError\]$/);
  assert.deepEqual(topology.headsOf(two).map(head => [head.name, head.weight]), [['class', 1], ['radius', 1]]);
  assert.deepEqual(topology.layersOf(two).map(layer => [layer.units, layer.head, layer.isOutput]), [[8, -1, false], [4, -1, false], [1, 0, true], [1, 1, true]]);
  assert.equal(topology.hidden(two).length, 2);
  assert.equal(topology.withSecondHead(two, null), plain);
  assert.match(topology.withSecondHead(two, 'quadrant'), /\[Head\("quadrant"\)\]\n\[Dense\(4\), Softmax\]\n\[CrossEntropy\]$/);
  assert.equal(topology.headsOf(topology.withSecondHead(two, 'quadrant')).length, 2);
  assert.equal(topology.withHeadWeight(topology.withHeadWeight(two, 1, 0.5), 1, 1), two);
  assert.match(topology.withHeadWeight(two, 1, 0.5), /Head\("radius", Weight = 0.5\)/);
});

test('edits know heads', () => {
  const two = topology.withSecondHead(topology.withOption(plain, '[Differentiable]'), 'even');
  assert.match(two, /\[Head\("even"\)\]\n\[Dense\(1\), Sigmoid\]\n\[BinaryCrossEntropy\]\n\[Differentiable\]$/);
  assert.match(topology.withLayer(two), /\[Dense\(4\), Relu\]\n\[Head\("class"\)\]/);
  assert.match(topology.withClasses(two, 3), /\[Head\("class"\)\]\n\[Dense\(3\), Softmax\]\n\[CrossEntropy\]\n\[Head\("even"\)\]\n\[Dense\(1\), Sigmoid\]/);
  assert.equal(topology.withOption(two, '[L2(0.1)]'), two.replace('[BinaryCrossEntropy]\n[Differentiable]', '[BinaryCrossEntropy]\n[L2(0.1)]\n[Differentiable]'));
  assert.match(topology.withSecondHead('[Network(inputs: 2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]', 'radius'), /\[Dense\(8\), Tanh\]\n\[Head\("class"\)\]/);
  assert.equal(topology.withSecondHead(two, null), topology.withOption(plain, '[Differentiable]'));
});
