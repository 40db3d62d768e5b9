// Where the units of the network are drawn: a column of tiles for each dense block, after the inputs.

import type { Network } from '../protocol';

export interface Tile { x: number; y: number; size: number }

export interface Column {
  /** The block's index; -1 for the inputs. */
  block: number;
  /** Blocks that belong to it: the dense block and what follows. */
  last: number;
  units: number;
  tiles: Tile[];
  /** The first of its units among the thumbnails, or -1. */
  thumb: number;
  /** Where its weights begin, and how many inputs each unit has. */
  offset: number;
  inputs: number;
  bias: boolean;
  centre: number;
  /** The column that its lines come from; -1 for the inputs. */
  source: number;
  /** Its head, from 0; -1 for the trunk. */
  head: number;
  /** Whether outputs come from it. */
  isOutput: boolean;
}

const most = 64, gap = 5;

/** The columns of a network within a width and a height. */
export function layOut(network: Network, width: number, height: number): Column[] {
  const dense = network.blocks.filter(block => block.kind === 'Dense');
  const count = dense.length + 1;
  const space = width / count;
  const columns: Column[] = [];
  const headOf = (block: number) => network.heads.findIndex(head => head.first <= block && block <= head.last);
  let trunk = 0;
  for (let index = 0; index < count; index++) {
    const block = index === 0 ? undefined : dense[index - 1]!;
    const units = block ? block.outputs : network.inputs === 64 ? 1 : network.inputs;
    const centre = space * (index + 0.5);
    const last = block ? (dense[index]?.index ?? network.blocks.length) - 1 : -1;
    // Heads follow each other, each in a band of the height of its own, and begin where the trunk ends.
    const head = block ? headOf(block.index) : -1, bands = head < 0 ? 1 : network.heads.length;
    if (head < 0)
      trunk = index;
    columns.push({
      block: block?.index ?? -1,
      last,
      units,
      tiles: tiles(Math.min(units, most), centre, Math.min(space * 0.62, 150), height / bands, 46)
        .map(tile => ({ ...tile, y: tile.y + Math.max(0, head) * height / bands })),
      thumb: block ? thumbOf(network, block.index, last) : -1,
      offset: block?.offset ?? 0,
      inputs: block?.inputs ?? 0,
      bias: block?.bias ?? false,
      centre,
      source: index === 0 ? -1 : head >= 0 && columns.at(-1)!.head !== head ? trunk : index - 1,
      head,
      isOutput: !!block && (index === count - 1 || (head >= 0 && headOf(dense[index]!.index) !== head)),
    });
  }
  return columns;
}

/** A grid of tiles around a centre: one column if they fit, more if not. */
function tiles(count: number, centre: number, width: number, height: number, largest: number): Tile[] {
  let across = 1, size = 0;
  for (; across <= 8; across++) {
    const down = Math.ceil(count / across);
    size = Math.min(largest, (height - gap) / down - gap, (width + gap) / across - gap);
    if (size >= 20 || across * across >= count)
      break;
  }
  size = Math.max(6, size);
  const down = Math.ceil(count / across);
  const top = (height - down * (size + gap) + gap) / 2, left = centre - (across * (size + gap) - gap) / 2;
  return Array.from({ length: count }, (_, unit) => ({
    x: left + Math.floor(unit / down) * (size + gap),
    y: top + unit % down * (size + gap),
    size,
  }));
}

/** Pictures belong to the last of a column's blocks that has them. */
function thumbOf(network: Network, first: number, last: number): number {
  let found = -1, start = 0;
  for (const thumbs of network.thumbs) {
    if (thumbs.block >= first && thumbs.block <= last)
      found = start;
    start += thumbs.units;
  }
  return found;
}
