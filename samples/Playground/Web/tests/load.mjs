// Loads a TypeScript module of the page in Node.js, through Vite, which the page is built with.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function load(name) {
  return (await runnerImport(`${root}src/${name}.ts`, { root, configFile: false, logLevel: 'error' })).module;
}

/** What the tests need of the server's first message. */
export const hello = {
  catalogue: {
    blocks: [
      ['Dense', 'dense'], ['Relu', 'activation'], ['Tanh', 'activation'], ['Sigmoid', 'activation'], ['PRelu', 'activation'], ['Softmax', 'output'], ['Dropout', 'regularisation'],
      ['GaussianNoise', 'regularisation'], ['LayerNorm', 'normalisation'], ['Standardize', 'normalisation'], ['BeginResidual', 'structure'], ['EndResidual', 'structure'],
    ].map(([kind, group]) => ({ kind, group, text: '', example: kind })),
    losses: ['BinaryCrossEntropy', 'CrossEntropy', 'MeanSquaredError'].map(kind => ({ kind, text: '', example: kind })),
  },
};
