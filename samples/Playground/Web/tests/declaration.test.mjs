import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { append, argument, argumentsOf, attributeAt, attributesOf, insertLine, remove, replace, swap, withArgument } = await load('declaration');

const text = '[Network(inputs: 2)]\n[Dense(8, Name = "a, ]b"), Tanh]\n[ Dense ( 1 ) , SigmoidAttribute ]\n[BinaryCrossEntropy]';
const find = (source, name) => attributesOf(source).find(attribute => attribute.name === name);

test('attributes have their names, arguments and places', () => {
  const found = attributesOf(text);
  assert.deepEqual(found.map(attribute => attribute.name), ['Network', 'Dense', 'Tanh', 'Dense', 'Sigmoid', 'BinaryCrossEntropy']);
  assert.deepEqual(found.map(attribute => text.slice(attribute.start, attribute.end)),
    ['Network(inputs: 2)', 'Dense(8, Name = "a, ]b")', 'Tanh', 'Dense ( 1 )', 'SigmoidAttribute', 'BinaryCrossEntropy']);
  assert.equal(text.slice(found[1].open, found[1].close), '[Dense(8, Name = "a, ]b"), Tanh]');
  assert.equal(found[3].args, '1');
});

test('what is not finished does no harm', () => {
  for (const broken of ['', '[', '[Dense(', '[Dense(8', '[Dense(8), ', ']', '[Dense("', '[Dense(8)) Tanh]', '[[Dense(8)]', '[Dense(8)\n[Tanh]', '🙂[Tanh]'])
    assert.ok(Array.isArray(attributesOf(broken)), broken);
  assert.deepEqual(attributesOf('[Dense(8)\n[Tanh]').map(attribute => attribute.name), ['Dense', 'Tanh']);
});

test('arguments are found by name and by place', () => {
  assert.deepEqual(argumentsOf('8, Name = "a, b", L2 = 1e-4'), ['8', 'Name = "a, b"', 'L2 = 1e-4']);
  const dense = find('[Dense(8, L2 = 1e-4)]', 'Dense');
  assert.equal(argument(dense, 'units', 0), '8');
  assert.equal(argument(dense, 'L2'), '1e-4');
  assert.equal(argument(find('[Dense(units: 8)]', 'Dense'), 'units', 0), '8');
  assert.equal(argument(dense, 'Bias'), undefined);
  assert.equal(argument(find('[Dense(Bias = false)]', 'Dense'), 'units', 0), undefined);
});

test('an argument is set and taken away', () => {
  const dense = find('[Dense(8, Bias = false)]', 'Dense');
  assert.equal(withArgument(dense, 'Initializer', 'Initializer.Zeros'), 'Dense(8, Bias = false, Initializer = Initializer.Zeros)');
  assert.equal(withArgument(dense, 'Bias', 'true'), 'Dense(8, Bias = true)');
  assert.equal(withArgument(dense, 'Bias', null), 'Dense(8)');
});

test('an attribute is removed with its brackets, or with its comma', () => {
  const two = '[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(1)]';
  assert.equal(remove(two, find(two, 'Tanh')), '[Network(inputs: 2)]\n[Dense(8)]\n[Dense(1)]');
  assert.equal(remove(two, find(two, 'Dense')), '[Network(inputs: 2)]\n[Tanh]\n[Dense(1)]');
  assert.equal(remove(two, attributesOf(two).at(-1)), '[Network(inputs: 2)]\n[Dense(8), Tanh]');
  assert.equal(remove(two, attributesOf(two)[0]), '[Dense(8), Tanh]\n[Dense(1)]');
  assert.equal(remove('[A][B][C]', find('[A][B][C]', 'B')), '[A][C]');
});

test('attributes are inserted, replaced and exchanged', () => {
  const two = '[Dense(8), Tanh]\n[Dense(1)]';
  assert.equal(append(two, find(two, 'Tanh'), 'Dropout(0.2)'), '[Dense(8), Tanh, Dropout(0.2)]\n[Dense(1)]');
  assert.equal(insertLine(two, find(two, 'Tanh'), '[LayerNorm]'), '[Dense(8), Tanh]\n[LayerNorm]\n[Dense(1)]');
  assert.equal(insertLine(two, find(two, 'Tanh'), '[LayerNorm]', true), '[LayerNorm]\n[Dense(8), Tanh]\n[Dense(1)]');
  assert.equal(replace(two, find(two, 'Tanh'), 'Relu'), '[Dense(8), Relu]\n[Dense(1)]');
  const [a, b, c] = attributesOf(two);
  assert.equal(swap(two, a, b), '[Tanh, Dense(8)]\n[Dense(1)]');
  assert.equal(swap(two, c, a), '[Dense(1), Tanh]\n[Dense(8)]');
});

test('the attribute at a place', () => {
  const found = attributesOf(text);
  assert.equal(attributeAt(found, text.indexOf('Tanh') + 2), 2);
  assert.equal(attributeAt(found, text.indexOf('\n')), -1);
});
