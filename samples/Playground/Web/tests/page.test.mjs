import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { readFrame } = await load('frame');
const { decodeLink, encodeLink } = await load('link');
const { count, compact, short } = await load('numbers');
const { highlight } = await load('highlight');
const { layOut } = await load('views/graph');

test('a link gives back its state, and leaves defaults out', async () => {
  const defaults = { version: 1, data: 'circle', rate: 0.01, own: [], declaration: 'a' };
  const state = { ...defaults, rate: 0.03, own: [[0.5, -1, 1]], declaration: '[Dense(8, Name = "é ≤")]' };
  const link = await encodeLink({ state, step: 1234, hash: 'abcd' }, defaults);
  assert.match(link, /^#1[\w-]+$/);
  assert.deepEqual(await decodeLink(link), { state: { version: 1, rate: 0.03, own: [[0.5, -1, 1]], declaration: '[Dense(8, Name = "é ≤")]' }, step: 1234, hash: 'abcd' });
});

test('a damaged link says so', async () => {
  assert.equal(await decodeLink(''), null);
  for (const damaged of ['#2abc', '#1!!!', '#1abcd', (await encodeLink({ state: { version: 1 }, step: 0, hash: '' }, {})).slice(0, -4)])
    await assert.rejects(decodeLink(damaged), /cannot be read/);
});

test('a frame is read as PROTOCOL.md says', () => {
  const buffer = new ArrayBuffer(72 + 4 + 4 + 4 + 8 + 8 + 32 + 16 + 4 + 12), view = new DataView(buffer);
  view.setUint8(0, 1);
  view.setUint8(1, 1);
  view.setUint16(2, 3, true);
  [[4, 7], [8, 1200], [60, 2], [68, 1]].forEach(([at, value]) => view.setUint32(at, value, true));
  [12, 16, 20, 24, 28, 32, 36, 40, 44, 48].forEach((at, index) => view.setFloat32(at, index + 0.5, true));
  [[52, 2], [54, 2], [56, 1], [58, 2], [64, 1], [66, 1]].forEach(([at, value]) => view.setUint16(at, value, true));
  new Uint8Array(buffer, 72).set([0, 1, 1, 0, 10, 20, 30, 40, 1, 2, 3, 4]);
  [[84, -1], [88, 1], [92, 0.25], [96, -0.5]].forEach(([at, value]) => view.setFloat32(at, value, true));
  for (let index = 0; index < 7; index++)
    view.setFloat32(100 + 4 * index, index, true);
  view.setUint32(128, 5, true);
  [40, 2, 3, 35].forEach((value, index) => view.setUint32(132 + 4 * index, value, true));
  view.setFloat32(148, 0.75, true);
  view.setUint32(152, 1200, true);
  view.setFloat32(156, 0.5, true);
  view.setFloat32(160, 0.25, true);
  const frame = readFrame(buffer);
  assert.deepEqual([frame.running, frame.hasTest, frame.revision, frame.step], [true, true, 7, 1200]);
  assert.deepEqual([frame.epochs, frame.trainLoss, frame.testLoss, frame.trainAccuracy, frame.testAccuracy, frame.stepsPerSecond, frame.samplesPerSecond, frame.nanoseconds, frame.rate, frame.gradientNorm],
    [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]);
  assert.deepEqual([[...frame.classes], [...frame.confidence], [...frame.thumbs], [...frame.ranges], [...frame.weights]], [[0, 1, 1, 0], [10, 20, 30, 40], [1, 2, 3, 4], [-1, 1], [0.25, -0.5]]);
  assert.deepEqual(frame.health, [{ gradientNorm: 0, weightNorm: 1, updateRatio: 2, silentUnits: 3, activationRms: 4, deadUnits: 5, saturatedShare: 6, verdict: 5 }]);
  assert.deepEqual([[...frame.confusion], [...frame.probe], frame.losses], [[40, 2, 3, 35], [0.75], [{ step: 1200, train: 0.5, test: 0.25, heads: [] }]]);
  assert.deepEqual([frame.heads, frame.arrowSide, frame.arrows.length, frame.probeSlopes.length], [[], 0, 0, 0]);
  view.setUint8(1, 2);
  assert.throws(() => readFrame(buffer), /version 2/);
});

test('heads and derivatives follow the curves', () => {
  const buffer = new ArrayBuffer(72 + 12 + 4 + 36 + 20 + 16 + 4 + 8 + 4 + 8), view = new DataView(buffer);
  view.setUint8(0, 1);
  view.setUint8(1, 1);
  view.setUint16(2, 12, true);
  view.setUint32(68, 1, true);
  const words = { 72: 7, 84: 2, 104: 2, 108: 5, 112: 1, 116: 0, 120: 4, 140: 0, 160: 1, 172: 2 };
  const floats = { 76: 0.5, 80: 0.25, 88: 1, 92: 2, 96: 3, 100: 4, 124: 5, 128: 6, 132: 7, 136: 8, 144: 0.1, 148: 0.2, 152: 0.3, 156: 0.4, 164: -1, 168: 1, 176: 9, 180: 10 };
  Object.entries(words).forEach(([at, value]) => view.setUint32(Number(at), value, true));
  Object.entries(floats).forEach(([at, value]) => view.setFloat32(Number(at), value, true));
  const { heads, losses, arrowSide, arrows, probeSlopes } = readFrame(buffer);
  assert.deepEqual(heads.map(head => [head.trainLoss, head.testLoss, head.trainMeasure, head.testMeasure, head.classCount, [...head.confusion]]), [[1, 2, 3, 4, 2, [5, 1, 0, 4]], [5, 6, 7, 8, 0, []]]);
  assert.deepEqual(losses[0].heads.map(value => Math.round(10 * value)), [1, 2, 3, 4]);
  assert.deepEqual([arrowSide, [...arrows], [...probeSlopes]], [1, [-1, 1], [9, 10]]);
});

test('heads have columns in bands of their own, and lines from the trunk', () => {
  const dense = (index, inputs, outputs) => ({ index, kind: 'Dense', inputs, outputs, offset: 0, bias: true });
  const network = { inputs: 2, thumbs: [], blocks: [dense(0, 2, 8), { index: 1, kind: 'Head' }, dense(2, 8, 3), dense(3, 3, 1), { index: 4, kind: 'Head' }, dense(5, 8, 4)], heads: [{ first: 1, last: 3 }, { first: 4, last: 5 }] };
  const columns = layOut(network, 800, 400);
  assert.deepEqual(columns.map(column => [column.source, column.head, column.isOutput]), [[-1, -1, false], [0, -1, false], [1, 0, false], [2, 0, true], [1, 1, true]]);
  assert.ok(columns[3].tiles.every(tile => tile.y + tile.size <= 200) && columns[4].tiles.every(tile => tile.y >= 200));
});

test('numbers are written for people', () => {
  assert.deepEqual([0, 1, -0.5, 0.123456, 1234.5, 1e-5, -2.5e7, NaN, Infinity, null].map(value => short(value)),
    ['0', '1', '−0.5', '0.123', '1230', '1·10⁻⁵', '−2.5·10⁷', '–', '∞', '–']);
  assert.deepEqual([count(12345.6), compact(9999), compact(12345), compact(4567890)], ['12,346', '9,999', '12.3k', '4.57M']);
});

test('code is coloured and escaped', () => {
  assert.equal(highlight('var a = x < 1f; // <b>'), '<span class="keyword">var</span> a = x &lt; <span class="number">1f</span>; <span class="comment">// &lt;b&gt;</span>');
  assert.ok(!highlight('"<script>" </script>').includes('<script'));
});

test('every unit has a place inside, and its own', () => {
  for (const widths of [[1], [8, 8, 1], [64, 3, 10], [128, 128, 2]]) {
    let inputs = 2, index = 0, offset = 0;
    const blocks = widths.map(outputs => {
      const block = { index: index++, kind: 'Dense', inputs, outputs, offset, bias: true };
      offset += inputs * outputs + outputs;
      inputs = outputs;
      return block;
    });
    for (const [width, height] of [[330, 300], [700, 372], [1200, 600]]) {
      const columns = layOut({ inputs: 2, blocks, thumbs: [], heads: [] }, width, height);
      assert.equal(columns.length, widths.length + 1);
      for (const column of columns) {
        assert.equal(column.tiles.length, Math.min(64, column.units));
        for (const tile of column.tiles)
          assert.ok(tile.x >= 0 && tile.x + tile.size <= width && tile.y >= 0 && tile.y + tile.size <= height, `${widths} in ${width} x ${height}: ${JSON.stringify(tile)}`);
        assert.equal(new Set(column.tiles.map(tile => `${tile.x} ${tile.y}`)).size, column.tiles.length);
      }
    }
  }
});
